using Cadre.Pages;
using Microsoft.AspNetCore.Http;

namespace PagesGuide;

#region host
public sealed class BoardHost : IPageHost
{
    public ValueTask<PageAdmission> AdmitAsync(HttpContext request, CancellationToken cancellationToken)
    {
        var user = request.Request.Cookies["user"];
        return ValueTask.FromResult(user is null
            ? PageAdmission.Refused(Results.Redirect("/sign-in"))
            : PageAdmission.As(user, token => ValueTask.FromResult<PageLease>(new BoardLease(user))) with { StreamAge = TimeSpan.FromMinutes(5) });
    }

    private sealed class BoardLease(string user) : PageLease
    {
        public override object Context => user;

        public override ValueTask DisposeAsync() => default;
    }
}
#endregion
