using System.Net;
using System.Reflection;
using Cadre.Pages.Tests.Screens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Cadre.Pages.Tests.Endpoints;

public sealed class LivePageEndpointsTests
{
    [Fact]
    public async Task Document_is_html_that_needs_no_script_and_is_kept_by_nobody()
    {
        await using var site = await Site.StartAsync();
        site.Store.Set(("a", "<b>bold</b>"), ("lines", "x"));

        using var response = await site.Http.GetAsync("/notes/a?q=1%262");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldStartWith("<!doctype html>");
        html.ShouldContain("<h1>a 1&amp;2</h1>");
        html.ShouldContain("&lt;b&gt;bold&lt;/b&gt;");
        html.ShouldContain("note_x");
    }

    [Fact]
    public async Task Document_names_its_stream_with_place_and_what_belongs_to_the_page()
    {
        await using var site = await Site.StartAsync();

        var page = await site.LoadAsync("/notes/two%20words?utm=1&q=x%26y&after=forged");

        page.Stream.ShouldBe($"/live/notes/two%20words?after=v1.{page.View}.0&q=x%26y");
        page.Html.ShouldContain($"id=\"live-{page.View}\"");
        page.Html.ShouldContain("data-silence=\"25000\"");
        using var stream = await site.OpenAsync(page.Stream);
        await stream.NextAsync().Within("the first sign of life");
        site.Statistics.Views.ShouldBe(1);
    }

    [Fact]
    public async Task Document_tells_the_time_of_the_server()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time);

        (await site.LoadAsync("/notes/a")).Html.ShouldContain($"data-sent=\"{time.GetUtcNow().ToUnixTimeMilliseconds()}\"");
    }

    [Theory]
    [InlineData("{live-address}")]
    [InlineData("{live-view} {live-time}")]
    [InlineData("live-address- live-view- live-time-")]
    public async Task Text_that_reads_like_a_placeholder_stays_text(string text)
    {
        await using var site = await Site.StartAsync();
        site.Store["a"] = text;

        (await site.LoadAsync("/notes/a")).Html.ShouldContain($">{text}</p>");
    }

    [Fact]
    public async Task Page_behind_a_base_path_names_its_stream_with_it()
    {
        await using var site = await Site.StartAsync(map: static app => ((IApplicationBuilder)app).UsePathBase("/base"));

        (await site.LoadAsync("/base/notes/a")).Stream.ShouldStartWith("/base/live/notes/a?");
    }

    [Fact]
    public async Task Page_whose_pattern_begins_like_a_stream_has_its_own_address()
    {
        await using var site = await Site.StartAsync(map: static app => app.MapLivePage<NotePage>("/live/{name}"));
        site.Store["a"] = "one";

        var page = await site.LoadAsync("/live/a");

        page.Stream.ShouldStartWith("/live/live/a?");
        using var stream = await site.OpenAsync(page.Stream);
        await stream.NextAsync().Within("the first sign of life");
        site.Store["a"] = "two";
        (await stream.MessageAsync().Within("a message"))!.Data.ShouldContain("two");
    }

    [Fact]
    public async Task Page_about_something_that_is_not_there_says_so_by_its_status()
    {
        await using var site = await Site.StartAsync();
        site.Store["a"] = "missing";

        using var response = await site.Http.GetAsync("/notes/a");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("missing");
    }

    [Theory]
    [InlineData("/notes/a")]
    [InlineData("/live/notes/a")]
    public async Task Refusal_is_answered_as_it_is(string path)
    {
        await using var site = await Site.StartAsync(host: new TestHost { Refusal = Results.Text("Sign in.", statusCode: 401) });

        using var response = await site.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldBe("Sign in.");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (site.Host.Entered, site.Statistics.Views).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(typeof(NumberPage))]
    [InlineData(typeof(CountPage))]
    public async Task Parameter_that_is_no_text_is_refused_when_the_page_is_mapped(Type page)
    {
        var map = typeof(LivePageEndpoints).GetMethod(nameof(LivePageEndpoints.MapLivePage))!.MakeGenericMethod(page);
        var error = await Should.ThrowAsync<TargetInvocationException>(() => Site.StartAsync(map: app => map.Invoke(null, [app, "/{number}"])));

        error.InnerException.ShouldBeOfType<ArgumentException>().Message.ShouldContain("Number");
        error.InnerException!.Message.ShouldContain("Int32");
    }

    [Fact]
    public async Task Parameter_with_the_name_of_the_place_is_refused_when_the_page_is_mapped()
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => Site.StartAsync(map: static app => app.MapLivePage<AfterPage>("/after")));

        error.Message.ShouldContain("'after'");
    }

    private sealed class NumberPage : ComponentBase
    {
        [Parameter]
        public int Number { get; set; }
    }

    private sealed class CountPage : ComponentBase
    {
        [SupplyParameterFromQuery]
        public int Number { get; set; }
    }

    private sealed class AfterPage : ComponentBase
    {
        [SupplyParameterFromQuery(Name = "after")]
        public string? After { get; set; }
    }
}
