using System.Text;
using Cadre.Pages.Streaming;
using Cadre.Pages.Tests.Browsers;
using Cadre.Pages.Tests.Screens;
using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Pages.Tests.Rendering;

public sealed class FragmentPropertyTests
{
    private static readonly Gen<Step> Steps =
        from what in Gen.Choose(0, 1_000)
        from which in Gen.Choose(0, 1_000)
        from place in Gen.Choose(0, 1_000)
        select new Step(what, which, place);

    private static readonly Gen<List<List<Step>>> Batches =
        Gen.Choose(1, 5).SelectMany(static length => Steps.ListOf(length)).Select(static batch => batch.ToList()).ListOf(15).Select(static batches => batches.ToList());

    [Fact]
    public Task A_browser_that_got_every_message_has_the_document_that_a_new_viewer_gets() => ForAllAsync(async (page, forest, batches) =>
    {
        var browser = new Browser(await page.DocumentAsync());
        foreach (var batch in batches)
        {
            var before = browser.Normal(Forest.Logs);
            var partials = await page.ChangeAsync(() => batch.ForEach(forest.Do));
            browser.Apply(Received(partials));

            var fresh = new Browser(await page.DocumentAsync());
            browser.Normal(Forest.Logs, fresh).ShouldBe(fresh.Normal(Forest.Logs), $"from {before}\nby {partials}");
            browser.Twins().ShouldBeEmpty($"from {before}\nby {partials}");
        }
    });

    [Fact]
    public Task Everything_brings_a_browser_of_any_time_to_the_document_that_a_new_viewer_gets() => ForAllAsync(async (page, forest, batches) =>
    {
        List<string> documents = [];
        foreach (var batch in batches)
        {
            documents.Add(await page.DocumentAsync());
            await page.ChangeAsync(() => batch.ForEach(forest.Do));
        }
        var now = new Browser(await page.DocumentAsync()).Normal(Forest.Logs);
        var everything = Received(await page.EverythingAsync());
        foreach (var document in documents)
        {
            var browser = new Browser(document);
            browser.Apply(everything);
            browser.Normal(Forest.Logs).ShouldBe(now);
        }
    });

    // As it comes out of the stream: lines behind "data: ", joined again.
    private static string Received(string partials) => SseStream.DataOf(Encoding.UTF8.GetString(SseMessage.Of("0.x.1", partials)));

    private static Task ForAllAsync(Func<Drawing, Forest, IReadOnlyList<List<Step>>, Task> property)
    {
        var settings = Config.QuickThrowOnFailure.WithMaxTest(130).WithReplay(20_260_131, 7).WithQuietOnSuccess(true);
        return Task.Run(() => Check.One(settings, Prop.ForAll(Batches.ToArbitrary(), async batches =>
        {
            var store = new Store();
            await using var page = await Drawing.ShowAsync<ForestPage>(store);
            await property(page, new Forest(store), batches);
            page.Errors.ShouldBeEmpty();
        })));
    }
}
