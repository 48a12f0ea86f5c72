using System.Net;
using Cadre.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Cadre.Cli.Tests.Commands;

public sealed class FeedCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ScriptedHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answer_that_gets_lost_is_asked_for_again_and_nothing_is_applied_twice()
    {
        _hub.Batches.Enqueue(async (context, accept) =>
        {
            context.Response.Body = Stream.Null;
            await accept();
            context.Abort();
        });

        var result = await FeedAsync(Lines(3));

        result.Code.ShouldBe(ExitCode.Success);
        _hub.Accepted.ShouldBe(Lines(3).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        _hub.Keys.Count.ShouldBe(2);
        _hub.Keys.Distinct().Count().ShouldBe(1);
        result.Error.ShouldContain("The hub is away");
        result.Error.ShouldContain("The hub is back.");
        result.Out.ShouldContain("accepted 3\n");
    }

    [Fact]
    public async Task Hub_that_is_busy_is_asked_again_under_the_same_key()
    {
        for (var i = 0; i < 2; i++)
            _hub.Batches.Enqueue((context, _) => ScriptedHub.RefuseAsync(context, 503, """{"code":"store-unavailable","detail":"Disk full."}"""));

        var result = await FeedAsync(Lines(1));

        result.Code.ShouldBe(ExitCode.Success);
        result.Error.ShouldContain("503 store-unavailable");
        _hub.Keys.Distinct().Count().ShouldBe(1);
        _hub.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_batch_has_a_key_of_its_own()
    {
        var result = await FeedAsync(Lines(7), "--batch", "2");

        result.Code.ShouldBe(ExitCode.Success);
        _hub.Accepted.Count.ShouldBe(7);
        _hub.Keys.Count.ShouldBeGreaterThanOrEqualTo(4);
        _hub.Keys.Distinct().Count().ShouldBe(_hub.Keys.Count);
    }

    [Fact]
    public async Task Batch_that_is_too_large_is_halved_until_it_fits()
    {
        _hub.Batches.Enqueue(TooLargeAsync);
        _hub.Batches.Enqueue(TooLargeAsync);

        var result = await FeedAsync(Lines(1), "--batch", "8");
        var larger = await FeedAsync(Lines(1) + Lines(1));

        result.Code.ShouldBe(ExitCode.SomeRejected, "a single message that is too large cannot be halved");
        result.Error.ShouldContain("line 1: More than 1 MiB.");
        larger.Code.ShouldBe(ExitCode.Success);
        _hub.Accepted.Count.ShouldBe(2);

        static Task TooLargeAsync(HttpContext context, Func<Task> accept) =>
            ScriptedHub.RefuseAsync(context, (int)HttpStatusCode.RequestEntityTooLarge, """{"code":"body-too-large","detail":"More than 1 MiB."}""");
    }

    [Fact]
    public async Task Refusal_of_the_whole_batch_ends_the_feed_with_the_reason()
    {
        _hub.Batches.Enqueue((context, _) => ScriptedHub.RefuseAsync(context, 403, """{"code":"forbidden","detail":"The role agent is needed."}"""));

        var result = await FeedAsync(Lines(3));

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldBe("cadre: The hub refused (403 forbidden): The role agent is needed.\n");
        _hub.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_that_are_no_messages_are_named_and_the_rest_is_fed()
    {
        var result = await FeedAsync("{\"a\":1}\nnot json\n{\"a\":2}\n");

        result.Code.ShouldBe(ExitCode.SomeRejected);
        result.Error.ShouldContain("line 2: is not JSON");
        result.Out.ShouldContain("rejected 1 (1 × malformed-json)");
        _hub.Accepted.ShouldBe(["{\"a\":1}", "{\"a\":2}"]);
    }

    [Fact]
    public async Task Flood_of_bad_lines_is_counted_but_not_printed()
    {
        var result = await FeedAsync(string.Concat(Enumerable.Repeat("bad\n", 100)));

        result.Code.ShouldBe(ExitCode.SomeRejected);
        result.Out.ShouldContain("rejected 100");
        result.Error.Split('\n').Length.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task Strict_feed_stops_at_the_first_bad_line_with_all_before_it_applied()
    {
        var result = await FeedAsync("{\"a\":1}\n{\"a\":2}\nbad\n{\"a\":3}\n", "--strict");

        result.Code.ShouldBe(ExitCode.SomeRejected);
        _hub.Accepted.ShouldBe(["{\"a\":1}", "{\"a\":2}"]);
    }

    [Fact]
    public async Task Slow_input_is_fed_as_it_comes()
    {
        await using var input = new PipedInput();
        var cli = new Support.Cli { Input = input.Reader };
        var run = cli.StartAsync(["feed", "-", "--url", _hub.Url], TestContext.Current.CancellationToken);

        await input.WriteAsync("{\"a\":1}\n");
        await Patience.Until(() => _hub.Accepted.Count == 1, "the first line at the hub while the input is still open");
        await input.WriteAsync("{\"a\":2}");
        await input.CompleteAsync();

        (await run.Within("the end of the feed")).ShouldBe(ExitCode.Success);
        _hub.Accepted.ShouldBe(["{\"a\":1}", "{\"a\":2}"]);
    }

    [Fact]
    public async Task Interrupted_feed_tells_what_became_of_the_messages_so_far()
    {
        await using var input = new PipedInput();
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cli = new Support.Cli { Input = input.Reader };
        var run = cli.StartAsync(["feed", "-", "--url", _hub.Url], interruption.Token);
        for (var i = 1; i <= 2; i++)
        {
            await input.WriteAsync("{\"a\":1}\n");
            await Patience.Until(() => _hub.Accepted.Count == i, "the line at the hub");
        }

        await interruption.CancelAsync();

        await run.ShouldBeInterruptedAsync(cli);
        cli.Out.Text.ShouldContain("accepted ");
    }

    [Fact]
    public async Task Feed_interrupted_before_an_answer_says_that_it_does_not_know()
    {
        var arrived = new TaskCompletionSource();
        _hub.Batches.Enqueue(async (context, _) =>
        {
            arrived.SetResult();
            await ScriptedHub.StayAsync(context);
        });
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cli = new Support.Cli();
        var run = cli.StartAsync(["feed", TestFile(Lines(1)), "--url", _hub.Url], interruption.Token);
        await arrived.Task.Within("the batch at the hub");

        await interruption.CancelAsync();

        await run.ShouldBeInterruptedAsync(cli);
        cli.Error.Text.ShouldContain("Messages that were still on their way: 1.");
    }

    [Fact]
    public async Task No_hub_fails_after_the_wait_and_says_how_to_start_one()
    {
        var url = _hub.Url;
        await _hub.DisposeAsync();

        var result = await Support.Cli.RunAsync("feed", TestFile(Lines(1)), "--url", url, "--wait", "0");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldBe($"cadre: No hub answers at {url}: connection refused.\nStart one with `cadre up`, or give its address with --url or CADRE_URL.\n");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task File_that_does_not_exist_is_said_to()
    {
        var result = await Support.Cli.RunAsync("feed", "no-such-file.ndjson", "--url", _hub.Url);

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldStartWith("cadre: Cannot read 'no-such-file.ndjson': it does not exist.\n");
    }

    [Fact]
    public async Task Folder_is_not_a_feed()
    {
        var result = await Support.Cli.RunAsync("feed", Path.GetTempPath(), "--url", _hub.Url);

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain("it is a folder");
    }

    [Fact]
    public async Task Follow_time_and_max_speed_contradict_each_other()
    {
        var result = await FeedAsync(Lines(1), "--follow-time", "--speed", "max");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("contradict");
    }

    [Fact]
    public async Task Empty_feed_succeeds_and_says_so()
    {
        var result = await FeedAsync("");

        result.Code.ShouldBe(ExitCode.Success);
        result.Error.ShouldContain("holds no messages");
    }

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"{{\"a\":{i}}}\n"));

    private async Task<CliResult> FeedAsync(string text, params string[] options) =>
        await Support.Cli.RunAsync(["feed", TestFile(text), "--url", _hub.Url, .. options]);

    private string TestFile(string text) => _folder.File("feed.ndjson", text);
}
