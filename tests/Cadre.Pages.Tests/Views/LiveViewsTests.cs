using System.Net;
using Cadre.Pages.Tests.Screens;

namespace Cadre.Pages.Tests.Views;

public sealed class LiveViewsTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Page_that_nobody_looks_at_ends_after_a_while_and_leaves_nothing()
    {
        await using var site = await Site.StartAsync(_time);
        site.Store["lines"] = "x,y";
        var page = await site.LoadAsync("/notes/a");
        using (var stream = await site.OpenAsync(page.Stream)) await stream.NextAsync().Within("the first sign of life");
        await Patience.Until(() => site.Statistics.Viewers == 0, "the viewer is gone");
        site.Store.Alive.ShouldBe(5);

        _time.Advance(TimeSpan.FromSeconds(19));
        site.Statistics.Views.ShouldBe(1);
        (await site.LoadAsync("/notes/a")).View.ShouldBe(page.View, "it was kept");
        await Patience.Until(() => site.Statistics.Viewers == 0, "the request is gone");
        var renders = site.Statistics.Renders;
        _time.Advance(TimeSpan.FromSeconds(26));

        site.Statistics.Views.ShouldBe(0);
        site.Statistics.Renders.ShouldBe(renders);
        await Patience.Until(() => site.Host.Disposed == 1, "the lease is disposed");
        site.Store.Alive.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(26));
        await Patience.Until(() => { Collect(); return site.Store.Reachable == 0; }, "nothing refers to a component");
        (await site.LoadAsync("/notes/a")).View.ShouldNotBe(page.View);
        (site.Host.Entered, site.Host.Disposed).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Page_with_a_viewer_does_not_end()
    {
        await using var site = await Site.StartAsync(_time);
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        await stream.NextAsync().Within("the first sign of life");

        _time.Advance(TimeSpan.FromMinutes(10));

        (site.Statistics.Views, site.Statistics.Viewers, site.Host.Disposed).ShouldBe((1, 1, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task First_look_waits_for_data_and_not_too_long(bool settles)
    {
        var settled = new TaskCompletionSource();
        await using var site = await Site.StartAsync(_time, host: new TestHost { Settled = settled.Task });
        var page = site.LoadAsync("/notes/a");
        // One timer sweeps, the other one waits.
        await Patience.Until(() => _time.ArmedTimers == 2, "the page waits");
        _time.Advance(TimeSpan.FromMilliseconds(399));
        page.IsCompleted.ShouldBeFalse();
        site.Store["a"] = "in time";

        if (settles) settled.SetResult();
        else _time.Advance(TimeSpan.FromMilliseconds(1));

        (await page.Within("the page")).Html.ShouldContain("in time");
    }

    [Fact]
    public async Task Too_many_pages_end_the_oldest_that_nobody_looks_at_and_then_refuse_new_ones()
    {
        await using var site = await Site.StartAsync(_time, static options => options.MaxViews = 2);
        var oldest = await site.LoadAsync("/notes/a");
        await Patience.Until(() => site.Statistics.Viewers == 0, "nobody looks");
        _time.Advance(TimeSpan.FromSeconds(1));
        using var b = await site.OpenAsync((await site.LoadAsync("/notes/b")).Stream);
        using var c = await site.OpenAsync((await site.LoadAsync("/notes/c")).Stream);

        site.Statistics.Views.ShouldBe(2);
        await Patience.Until(() => site.Host.Disposed == 1, "the oldest is gone");
        using var refused = await site.Http.GetAsync("/notes/d");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("More than 2 different pages");
        (site.Host.Entered, site.Host.Disposed).ShouldBe((4, 2), "the lease of the refused one is disposed");
        using var again = await site.Http.GetAsync("/notes/b");
        again.StatusCode.ShouldBe(HttpStatusCode.OK, "a page that is there costs nothing");
        oldest.View.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Viewers_that_see_the_same_share_a_page_and_others_do_not()
    {
        await using var site = await Site.StartAsync();

        var ada = await site.LoadAsync("/notes/a?q=x&utm=1", by: "ada");

        (await site.LoadAsync("/notes/a?utm=2&q=x", by: "ada")).View.ShouldBe(ada.View);
        (await site.LoadAsync("/notes/a?q=y", by: "ada")).View.ShouldNotBe(ada.View);
        (await site.LoadAsync("/notes/b?q=x", by: "ada")).View.ShouldNotBe(ada.View);
        (await site.LoadAsync("/notes/a?q=x", by: "bob")).View.ShouldNotBe(ada.View);
        ada.Html.ShouldContain("For ada");
        site.Statistics.Views.ShouldBe(4);
    }

    [Fact]
    public async Task Viewers_that_come_first_at_the_same_time_share_a_page_and_spare_leases_are_disposed()
    {
        var entry = new TaskCompletionSource();
        await using var site = await Site.StartAsync(host: new TestHost { Entry = entry.Task });
        var loading = Enumerable.Range(0, 8).Select(_ => site.LoadAsync("/notes/a")).ToList();
        entry.SetResult();

        var pages = await Task.WhenAll(loading).Within("the pages");

        pages.Select(static page => page.View).Distinct().ShouldHaveSingleItem();
        site.Statistics.Views.ShouldBe(1);
        await Patience.Until(() => site.Host.Entered - site.Host.Disposed == 1, "spare leases are disposed");
    }

    [Fact]
    public async Task Viewer_that_leaves_while_the_page_starts_leaves_a_page_for_others()
    {
        var settled = new TaskCompletionSource();
        await using var site = await Site.StartAsync(_time, host: new TestHost { Settled = settled.Task });
        using var leaving = new CancellationTokenSource();
        var left = site.Http.GetAsync("/notes/a", leaving.Token);
        await Patience.Until(() => _time.ArmedTimers == 2, "the page waits");

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        await Patience.Until(() => site.Statistics.Viewers == 0, "the viewer is gone");
        settled.SetResult();

        (await site.LoadAsync("/notes/a")).Html.ShouldContain("note_a");
        (site.Host.Entered, site.Host.Disposed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Viewer_that_leaves_while_the_page_starts_lets_it_end_if_nobody_else_comes()
    {
        await using var site = await Site.StartAsync(_time, static options => options.FirstLook = TimeSpan.FromHours(1), host: new TestHost { Settled = new TaskCompletionSource().Task });
        using var leaving = new CancellationTokenSource();
        var left = site.Http.GetAsync("/notes/a", leaving.Token);
        await Patience.Until(() => _time.ArmedTimers == 2, "the page waits");
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        await Patience.Until(() => site.Statistics.Viewers == 0, "the viewer is gone");

        _time.Advance(TimeSpan.FromSeconds(26));

        await Patience.Until(() => site.Host.Disposed == 1, "the lease is disposed");
        (site.Statistics.Views, site.Store.Alive).ShouldBe((0, 0));
    }

    [Fact]
    public async Task End_of_the_application_ends_all_pages()
    {
        var site = await Site.StartAsync();
        await site.LoadAsync("/notes/a");
        await site.LoadAsync("/notes/b");

        await site.DisposeAsync();

        (site.Host.Entered, site.Host.Disposed, site.Store.Alive).ShouldBe((2, 2, 0));
    }

    // Nothing else tells that nobody refers to an object.
#pragma warning disable RS0030
    private static void Collect() => GC.Collect();
#pragma warning restore RS0030
}
