using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Entry;

/// <summary>Exchanges a one-time code for a session, which the browser keeps as a cookie that no script can read.</summary>
internal sealed class SignIn(DashboardOptions options, StaticPages pages, Viewers viewers, TimeProvider time)
{
    // The code is not exchanged here: programs that preview links would use it up.
    public Task<IResult> AskAsync(string? code, string? to) => pages.AnswerAsync<SignInPage>(200, (nameof(SignInPage.Code), code), (nameof(SignInPage.To), Local(to)));

    public async Task<IResult> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var given = form["link"].ToString().Trim();
        var to = Local(form["to"]);
        try
        {
            using var http = HubHttp.Create(options.HubUrl(), retry: new RetryOptions { Attempts = 1 }, time: time);
            var (session, token) = await new HubAdmin(http).ExchangeAsync(CodeOf(given), cancellationToken);
            context.Response.Cookies.Append(Viewers.Cookie, token, new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                // A link from elsewhere may open a page; what a page of elsewhere sends is refused by its origin.
                SameSite = SameSiteMode.Lax,
                Path = "/",
                Expires = session.ExpiresAt,
            });
            var home = session.Workspace == "*" ? to : to == "/" ? $"/w/{session.Workspace}" : to;
            return Results.Redirect(home);
        }
        catch (HubException refused)
        {
            return await pages.AnswerAsync<SignInPage>(refused.Problem.Status, (nameof(SignInPage.To), to), (nameof(SignInPage.Given), given), (nameof(SignInPage.Problem), refused.Message));
        }
        catch (Exception error) when (HubFailures.IsAbsence(error))
        {
            return await pages.AnswerAsync<SignInPage>(503, (nameof(SignInPage.To), to), (nameof(SignInPage.Given), given), (nameof(SignInPage.Problem), $"The hub cannot be reached. {error.Message}"));
        }
    }

    public async Task<IResult> LeaveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[Viewers.Cookie] is { Length: > 0 } token)
        {
            try
            {
                using var http = HubHttp.Create(options.HubUrl(), (refused, _) => new(refused is null ? token : null), new RetryOptions { Attempts = 1 }, time: time);
                await new HubAdmin(http).EndSessionAsync(cancellationToken);
            }
            catch (HubException)
            {
                // It had ended already, or is no session: the cookie goes in any case.
            }
            viewers.Forget(token);
            context.Response.Cookies.Delete(Viewers.Cookie);
        }
        return Results.Redirect("/sign-in");
    }

    /// <summary>The code in what was entered: the whole link, or the code alone.</summary>
    internal static string CodeOf(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var link) && System.Web.HttpUtility.ParseQueryString(link.Query)["code"] is { Length: > 0 } code ? code : given;

    /// <summary>A path of our own; anything else would lead elsewhere.</summary>
    internal static string Local(string? to) => to is ['/', not ('/' or '\\'), ..] || to == "/" ? to : "/";
}
