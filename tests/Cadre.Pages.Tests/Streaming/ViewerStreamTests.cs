using Cadre.Pages.Tests.Browsers;
using Cadre.Pages.Tests.Screens;

namespace Cadre.Pages.Tests.Streaming;

public sealed class ViewerStreamTests
{
    [Fact]
    public async Task Viewers_of_one_page_cost_one_rendering_and_get_the_same_bytes()
    {
        await using var site = await Site.StartAsync();
        var page = await site.LoadAsync("/notes/a");
        var viewers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.OpenAsync(page.Stream)));
        foreach (var viewer in viewers) (await viewer.NextAsync().Within("the first sign of life"))!.Event.ShouldBe("beat");
        var before = site.Statistics.Renders;
        site.Statistics.Views.ShouldBe(1);
        site.Statistics.Viewers.ShouldBe(20);

        site.Store["a"] = "one";
        var messages = await Task.WhenAll(viewers.Select(static viewer => viewer.MessageAsync())).Within("a message for each");

        messages.Select(static message => message!.Raw).Distinct().ShouldHaveSingleItem().ShouldBe($"id: v1.{page.View}.1\ndata: {Pushed("one").TrimEnd()}\ndata: \n");
        (site.Statistics.Renders - before).ShouldBe(1);
        foreach (var viewer in viewers) viewer.Dispose();
    }

    [Fact]
    public async Task Changes_within_the_interval_are_one_message_with_the_newest_state()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time, static options => options.PushInterval = TimeSpan.FromMilliseconds(50));
        using var stream = await OpenAsync(site, "/notes/a");

        site.Store["a"] = "one";
        site.Store["a"] = "two";
        site.Store["lines"] = "x";
        var first = await PushedAsync(stream, time);
        site.Store["a"] = "three";
        var second = await PushedAsync(stream, time);

        first.Id.ShouldEndWith(".1");
        first.Data.ShouldContain("two");
        first.Data.ShouldContain("lines_lines");
        first.Data.ShouldNotContain("one");
        second.Id.ShouldEndWith(".2");
        second.Data.ShouldBe(Pushed("three"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Viewer_goes_on_where_it_was_by_header_before_address(bool byHeader)
    {
        await using var site = await Site.StartAsync();
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        for (var i = 1; i <= 3; i++)
        {
            site.Store["a"] = $"text {i}";
            await stream.MessageAsync().Within("a message");
        }

        using var again = byHeader ? await site.OpenAsync(page.Stream, $"v1.{page.View}.2") : await site.OpenAsync(page.Stream.Replace($"{page.View}.0", $"{page.View}.2", StringComparison.Ordinal));

        var message = (await again.MessageAsync().Within("the missed message"))!;
        message.Id.ShouldBe($"v1.{page.View}.3");
        message.Data.ShouldBe(Pushed("text 3"));
    }

    [Theory]
    [InlineData("v1.{0}.0", "the ring has moved on")]
    [InlineData("v1.{0}.99", "that place is still to come")]
    [InlineData("v1.000000000000.3", "another view")]
    [InlineData("v1.{0}.-1", "no place")]
    [InlineData("nonsense", "no id")]
    public async Task Viewer_whose_place_is_not_known_gets_the_whole_page_and_goes_on(string id, string because)
    {
        await using var site = await Site.StartAsync(configure: static options => options.KeptMessages = 2);
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        for (var i = 1; i <= 4; i++)
        {
            site.Store["a"] = $"text {i}";
            await stream.MessageAsync().Within("a message");
        }

        using var behind = await site.OpenAsync(page.Stream, string.Format(null, id, page.View));
        var everything = (await behind.MessageAsync().Within("the whole page"))!;

        everything.Id.ShouldBe($"v1.{page.View}.4", because);
        everything.Data.ShouldContain("#note_a");
        everything.Data.ShouldContain("#lines_lines");
        var browser = new Browser(page.Html);
        browser.Apply(everything.Data);
        browser.TextOf("#note_a").ShouldBe("text 4");
        site.Store["a"] = "text 5";
        (await behind.MessageAsync().Within("the next message"))!.Id.ShouldBe($"v1.{page.View}.5");
    }

    [Fact]
    public async Task Viewer_that_fell_out_by_bytes_gets_the_whole_page()
    {
        await using var site = await Site.StartAsync(configure: static options => options.KeptBytes = 1);
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        for (var i = 1; i <= 2; i++)
        {
            site.Store["a"] = $"text {i}";
            await stream.MessageAsync().Within("a message");
        }

        using var last = await site.OpenAsync(page.Stream, $"v1.{page.View}.1");
        using var first = await site.OpenAsync(page.Stream, $"v1.{page.View}.0");

        (await last.MessageAsync().Within("the last message"))!.Data.ShouldNotContain("#lines_lines");
        (await first.MessageAsync().Within("the whole page"))!.Data.ShouldContain("#lines_lines");
    }

    [Fact]
    public async Task Page_of_another_version_is_told_to_reload_and_gets_the_whole_page_if_it_does_not()
    {
        await using var site = await Site.StartAsync();
        site.Store["a"] = "one";
        var page = await site.LoadAsync("/notes/a");

        using var stream = await site.OpenAsync(page.Stream, $"v0.{page.View}.0");

        (await stream.NextAsync().Within("the event"))!.Event.ShouldBe("reload");
        var everything = (await stream.NextAsync().Within("the whole page"))!;
        everything.Id.ShouldBe($"v1.{page.View}.0");
        everything.Data.ShouldContain("one");
    }

    [Fact]
    public async Task Quiet_stream_gives_signs_of_life()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time);
        using var stream = await OpenAsync(site, "/notes/a");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            var beat = stream.NextAsync();
            await Patience.Until(() => { time.Advance(TimeSpan.FromSeconds(1)); return beat.IsCompleted; }, "a sign of life");
            (await beat)!.Event.ShouldBe("beat");
        }
    }

    [Fact]
    public async Task Stream_of_a_certain_age_ends_and_the_next_one_misses_nothing()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time, static options => options.PushInterval = TimeSpan.Zero, host: new TestHost { StreamAge = TimeSpan.FromMinutes(5) });
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        site.Store["a"] = "one";
        var seen = (await stream.MessageAsync().Within("a message"))!;

        var end = stream.MessageAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        (await end.Within("the end of the stream")).ShouldBeNull();
        site.Store["a"] = "two";
        using var next = await site.OpenAsync(page.Stream, seen.Id);

        var missed = (await next.MessageAsync().Within("what was missed"))!;
        missed.Id.ShouldBe($"v1.{page.View}.2");
        missed.Data.ShouldBe(Pushed("two"));
    }

    [Fact]
    public async Task Viewer_that_does_not_read_holds_up_nobody_and_then_gets_what_is_true()
    {
        await using var site = await Site.StartAsync(configure: static options => options.KeptMessages = 4);
        using var slow = await OpenAsync(site, "/notes/a");
        using var quick = await OpenAsync(site, "/notes/a");
        var text = new string('x', 200_000);

        for (var i = 0; i < 40; i++)
        {
            site.Store["a"] = text + i;
            await quick.MessageAsync().Within("a message for the quick one");
        }

        var browser = new Browser((await site.LoadAsync("/notes/a")).Html);
        var messages = 0;
        do
        {
            browser.Apply((await slow.MessageAsync().Within("a message for the slow one"))!.Data);
            messages++;
        }
        while (browser.TextOf("#note_a") != text + 39);
        messages.ShouldBeLessThanOrEqualTo(40);
    }

    [Fact]
    public async Task Streams_are_not_kept_by_caches_and_proxies()
    {
        await using var site = await Site.StartAsync();

        using var stream = await OpenAsync(site, "/notes/a");

        stream.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        stream.Response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    private static string Pushed(string text) => $"<hx-partial hx-target=\"#note_a\" hx-swap=\"outerMorph\"><p id=\"note_a\" title=\"{text}\">{text}</p></hx-partial>\n";

    private static async Task<SseStream> OpenAsync(Site site, string path)
    {
        var stream = await site.OpenAsync((await site.LoadAsync(path)).Stream);
        (await stream.NextAsync().Within("the first sign of life"))!.Event.ShouldBe("beat");
        return stream;
    }

    // The next message, while the interval passes as often as it takes until the page has seen its changes.
    private static async Task<Block> PushedAsync(SseStream stream, FakeTime time)
    {
        var message = stream.MessageAsync();
        await Patience.Until(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            return message.IsCompleted;
        }, "the push");
        return (await message)!;
    }
}
