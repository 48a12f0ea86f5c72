using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cadre.Pages.Tests.Safety;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("same-origin", "https://elsewhere.example", true)]
    [InlineData("same-site", "{own}", false)]
    [InlineData("cross-site", "{own}", false)]
    [InlineData("none", null, false)]
    [InlineData(null, "{own}", true)]
    [InlineData(null, "{OWN}", true)]
    [InlineData(null, "https://elsewhere.example", false)]
    [InlineData(null, "{own}.elsewhere.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public async Task Form_is_let_through_only_from_a_page_of_the_same_site(string? site, string? origin, bool allowed)
    {
        var done = 0;
        await using var server = await Site.StartAsync(map: app =>
        {
            app.MapPost("/handler", () => Results.Text($"{++done}")).RequireSameOrigin();
            app.MapPost("/delegate", (HttpContext context) => { done++; return context.Response.WriteAsync("done"); }).RequireSameOrigin();
            app.MapGroup("/group").RequireSameOrigin().MapPost("/handler", () => Results.Text($"{++done}"));
        });
        var own = server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        foreach (var path in (string[])["/handler", "/delegate", "/group/handler"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
            if (origin is not null) request.Headers.Add("Origin", origin.Replace("{own}", own, StringComparison.Ordinal).Replace("{OWN}", own.ToUpperInvariant(), StringComparison.Ordinal));
            using var response = await server.Http.SendAsync(request);
            response.StatusCode.ShouldBe(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, path);
        }

        done.ShouldBe(allowed ? 3 : 0);
    }
}
