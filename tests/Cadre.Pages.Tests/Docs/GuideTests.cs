using System.Net;
using Cadre.Pages.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PagesGuide;

public sealed class GuideTests
{
    [Fact]
    public void Guide_shows_the_code_that_is_run() => CompiledDocument.Hold("docs/pages.md");

    [Fact]
    public async Task Board_of_the_guide_is_live_and_takes_forms()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        SetUpGuide.SetUp(builder.Services);
        await using var app = builder.Build();
        SetUpGuide.Map(app);
        await app.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        using var refused = await http.GetAsync("/boards/team");
        refused.Headers.Location!.ToString().ShouldBe("/sign-in");

        http.DefaultRequestHeaders.Add("Cookie", "user=ada");
        var page = new LoadedPage(await http.GetStringAsync("/boards/team"));
        page.Html.ShouldContain("Signed in as ada");
        var response = await http.GetAsync(page.Stream, HttpCompletionOption.ResponseHeadersRead);
        using var stream = new SseStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));

        (await PostAsync("one", "same-origin")).ShouldBe(HttpStatusCode.Redirect);
        (await stream.MessageAsync().Within("the new card"))!.Data.ShouldContain("<article id=\"card_7\">one</article>");
        (await PostAsync("two", "cross-site")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync("three", "same-origin")).ShouldBe(HttpStatusCode.Redirect);
        (await stream.MessageAsync().Within("the changed card"))!.Data.ShouldBe("<hx-partial hx-target=\"#card_7\" hx-swap=\"outerMorph\"><article id=\"card_7\">three</article></hx-partial>\n");

        async Task<HttpStatusCode> PostAsync(string text, string site)
        {
            using var form = new HttpRequestMessage(HttpMethod.Post, "/cards/7") { Content = new FormUrlEncodedContent([KeyValuePair.Create("text", text)]) };
            form.Headers.Add("Sec-Fetch-Site", site);
            form.Headers.Referrer = new Uri(http.BaseAddress!, "/boards/team");
            using var answer = await http.SendAsync(form);
            return answer.StatusCode;
        }
    }
}
