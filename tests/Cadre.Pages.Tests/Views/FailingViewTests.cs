using System.Globalization;
using System.Net;
using Cadre.Pages.Tests.Screens;

namespace Cadre.Pages.Tests.Views;

public sealed class FailingViewTests
{
    [Fact]
    public async Task Page_whose_component_throws_later_cuts_its_viewers_who_get_another_one()
    {
        await using var site = await Site.StartAsync();
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        using var other = await site.OpenAsync((await site.LoadAsync("/notes/b")).Stream);
        await stream.NextAsync().Within("the first sign of life");

        site.Store["a"] = "throw";

        (await stream.MessageAsync().Within("the end of the stream")).ShouldBeNull();
        await Patience.Until(() => site.Host.Disposed == 1, "the lease is disposed");
        site.Store["a"] = "mended";
        using var again = await site.OpenAsync(page.Stream, $"v1.{page.View}.0");
        var everything = (await again.MessageAsync().Within("the whole page"))!;
        everything.Data.ShouldContain("mended");
        everything.Id.ShouldNotContain(page.View);
        site.Store["b"] = "well";
        (await other.MessageAsync().Within("other pages go on"))!.Data.ShouldContain("well");
    }

    [Fact]
    public async Task Page_that_cannot_be_rendered_is_an_error_each_time_and_leaves_nothing()
    {
        await using var site = await Site.StartAsync();
        site.Store["a"] = "throw";

        var codes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var response = await site.Http.GetAsync("/notes/a");
            return response.StatusCode;
        })).Within("the answers");

        codes.ShouldAllBe(static code => code == HttpStatusCode.InternalServerError);
        await Patience.Until(() => site.Statistics is { Views: 0, Viewers: 0 } && site.Host.Disposed == site.Host.Entered && site.Store.Alive == 0, "nothing is left");
        site.Store["a"] = "mended";
        (await site.LoadAsync("/notes/a")).Html.ShouldContain("mended");
    }

    [Fact]
    public async Task Page_whose_fragments_went_wrong_is_taken_out_of_use_whoever_notices()
    {
        await using var site = await Site.StartAsync(configure: static options => options.PushInterval = TimeSpan.FromHours(1), map: static app => app.MapLivePage<ChangingPage>("/changing"));
        site.Store["id"] = "one";
        var page = await site.LoadAsync("/changing");

        site.Store["id"] = "two";
        await Patience.Until(async () =>
        {
            using var response = await site.Http.GetAsync("/changing");
            return response.StatusCode == HttpStatusCode.OK && !(await response.Content.ReadAsStringAsync()).Contains(page.View, StringComparison.Ordinal);
        }, "another page");

        await Patience.Until(() => site.Host.Disposed == 1, "the lease is disposed");
    }

    [Fact]
    public async Task Component_that_does_not_want_to_go_keeps_nobody_else()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time);
        await site.LoadAsync("/notes/a");
        await Patience.Until(() => site.Statistics.Viewers == 0, "nobody looks");
        site.Store["dispose"] = "throw";

        time.Advance(TimeSpan.FromSeconds(26));

        await Patience.Until(() => site.Host.Disposed == 1, "the lease is disposed");
        site.Store.Alive.ShouldBe(0);
    }

    [Fact]
    public async Task Component_that_renders_again_and_again_is_pushed_once_in_an_interval()
    {
        var time = new FakeTime();
        await using var site = await Site.StartAsync(time, static options => options.PushInterval = TimeSpan.FromMilliseconds(50), map: static app => app.MapLivePage<RestlessPage>("/restless"));
        using var stream = await site.OpenAsync((await site.LoadAsync("/restless")).Stream);

        List<int> shown = [];
        for (var i = 0; i < 4; i++)
        {
            var message = stream.MessageAsync();
            await Patience.Until(() => { time.Advance(TimeSpan.FromMilliseconds(50)); return message.IsCompleted; }, "a push");
            shown.Add(int.Parse((await message)!.Data.Split('>')[2].Split('<')[0], CultureInfo.InvariantCulture));
        }

        shown.ShouldBe(Enumerable.Range(shown[0], 4));
    }

    [Fact]
    public async Task Pages_that_fail_come_and_go_under_load_leave_nothing()
    {
        await using var site = await Site.StartAsync(configure: static options => (options.Linger, options.MaxViews) = (TimeSpan.FromMilliseconds(1), 3));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 30; i++)
            {
                var name = $"n{random.Next(5)}";
                site.Store[name] = random.Next(4) == 0 ? "throw" : $"text {i}";
                using var response = await site.Http.GetAsync($"/notes/{name}");
                response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable);
                if (response.StatusCode != HttpStatusCode.OK) continue;
                var address = new LoadedPage(await response.Content.ReadAsStringAsync()).Stream;
                using var stream = await site.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
                stream.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable);
            }
        })).Within("the load", TimeSpan.FromMinutes(2));

        await Patience.Until(() => site.Statistics is { Views: 0, Viewers: 0 } && site.Host.Disposed == site.Host.Entered && site.Store.Alive == 0, "nothing is left");
    }
}
