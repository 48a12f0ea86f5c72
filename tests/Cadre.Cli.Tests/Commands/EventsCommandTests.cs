using Cadre.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Cadre.Cli.Tests.Commands;

public sealed class EventsCommandTests : IAsyncLifetime
{
    private ScriptedHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Pages_are_read_to_the_end_of_the_log()
    {
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:2", more: true, 1, 2));
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:3", more: false, 3));

        var result = await EventsAsync();

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        result.Out.ShouldContain("      3  task.unblocked       #3 is no longer blocked");
    }

    [Fact]
    public async Task Json_is_what_the_hub_sent()
    {
        const string odd = """{ "cursor":"e1:1", "sequence":1,"time":1.0e3, "type":"x", "data":{"ä":"\u00e4","n":1.10} }""";
        _hub.Pages.Enqueue($$"""{"events":[{{odd}}],"cursor":"e1:1","more":false}""");

        (await EventsAsync("--json")).Out.ShouldBe(odd + "\n");
    }

    [Fact]
    public async Task Follower_reads_on_where_the_stream_broke_off()
    {
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:1", more: false, 1));
        _hub.Streams.Enqueue(async context =>
        {
            // The abort may overtake the event on its way.
            await ScriptedHub.SendNextEventAsync(context);
            context.Abort();
        });
        _hub.Streams.Enqueue(ScriptedHub.SendNextEventAsync);
        _hub.Streams.Enqueue(async context =>
        {
            await ScriptedHub.SendNextEventAsync(context);
            await ScriptedHub.SendAsync(context, "", "end", """{"reason":"shutdown"}""");
        });
        _hub.Streams.Enqueue(async context =>
        {
            await ScriptedHub.SendNextEventAsync(context);
            await ScriptedHub.StayAsync(context);
        });

        var follower = await FollowAsync(cli => Patience.Until(() => _hub.Resumed.Count == 4 && cli.Out.Lines.Count >= 4, "four streams"));

        follower.Out.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2])
            .ShouldBe(Enumerable.Range(1, follower.Out.Lines.Count).Select(sequence => $"{sequence}"));
        _hub.Resumed.First().ShouldBe("e1:1");
        _hub.Resumed.ShouldBeInOrder();
        follower.Error.Text.ShouldContain("is away");
        follower.Error.Text.ShouldContain("the hub is back");
    }

    [Fact]
    public async Task Heartbeat_position_is_not_taken_for_an_event_seen()
    {
        _hub.Streams.Enqueue(async context =>
        {
            await context.Response.WriteAsync(": still here\nid: e1:9\n\n");
            context.Abort();
        });

        await FollowAsync(_ => Patience.Until(() => _hub.Resumed.Count >= 2, "a second stream"));

        _hub.Resumed.Take(2).ShouldBe(["e1:0", "e1:0"]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Gap_or_repeat_ends_the_watch_with_its_own_code(int sequence)
    {
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:2", more: false, 1, 2));
        _hub.Streams.Enqueue(context => ScriptedHub.SendEventAsync(context, sequence));

        var result = await EventsAsync("--follow");

        result.Code.ShouldBe(ExitCode.BrokenPromise);
        result.Error.ShouldContain($"after e1:2 came e1:{sequence}, not e1:3");
    }

    [Fact]
    public async Task Gap_in_a_page_is_noticed_too()
    {
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:3", more: false, 1, 3));

        (await EventsAsync()).Code.ShouldBe(ExitCode.BrokenPromise);
    }

    [Fact]
    public async Task Reset_of_a_stream_is_said_and_reading_goes_on_after_it()
    {
        _hub.Streams.Enqueue(async context =>
        {
            await ScriptedHub.SendAsync(context, "e1:40", "reset", """{"reason":"compacted","cursor":"e1:40","state":{}}""");
            await ScriptedHub.SendEventAsync(context, 41);
            await ScriptedHub.StayAsync(context);
        });

        var follower = await FollowAsync(cli => cli.Out.WaitForLinesAsync(1), "--json");

        follower.Out.Text.ShouldBe(ScriptedHub.Event(41) + "\n");
        follower.Error.Text.ShouldContain("reset: cannot read on after e1:0, the events that come next are no longer kept; going on after e1:40.");
    }

    [Fact]
    public async Task Reset_of_a_page_is_said_and_reading_goes_on_after_it()
    {
        _hub.Pages.Enqueue("""{"reset":{"reason":"unknown-epoch"},"cursor":"e1:7","state":{},"events":[],"more":false}""");
        _hub.Pages.Enqueue(ScriptedHub.Page("e1:8", more: false, 8));

        var result = await EventsAsync("--after", "e0:3");

        result.Code.ShouldBe(ExitCode.Success);
        result.Error.ShouldContain("reset: cannot read on after e0:3, the log was created anew; going on after e1:7.");
        result.Out.ShouldContain("#8");
    }

    [Fact]
    public async Task Revoked_token_ends_the_watch()
    {
        _hub.Streams.Enqueue(context => ScriptedHub.SendAsync(context, "e1:0", "end", """{"reason":"token-revoked"}"""));

        var result = await EventsAsync("--follow");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain("the token was revoked");
    }

    [Fact]
    public async Task Filter_hides_events_but_not_gaps()
    {
        _hub.Pages.Enqueue($$"""{"events":[{{ScriptedHub.Event(1)}},{{ScriptedHub.Event(2, "agent.retired")}},{{ScriptedHub.Event(4)}}],"cursor":"e1:4","more":false}""");

        var result = await EventsAsync("--type", "agent");

        result.Code.ShouldBe(ExitCode.BrokenPromise);
        result.Out.ShouldContain("agent.retired");
        result.Out.ShouldNotContain("task.unblocked");
    }

    [Fact]
    public async Task Text_of_agents_cannot_steer_the_terminal()
    {
        _hub.Pages.Enqueue("""{"events":[{"cursor":"e1:1","time":0,"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00Z","type":"note","agent":"a","message":"\u001b[2Jgone\nand more"}}],"cursor":"e1:1","more":false}""");

        var result = await EventsAsync();

        result.Out.ShouldNotContain('\u001b');
        result.Out.Trim().ShouldEndWith("a:  [2Jgone and more");
    }

    [Fact]
    public async Task Cursor_that_is_none_is_refused_before_anything_is_asked()
    {
        var result = await EventsAsync("--after", "yesterday");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("'yesterday' is not a cursor");
    }

    [Fact]
    public async Task Stream_that_is_no_stream_is_refused()
    {
        _hub.Streams.Enqueue(context => ScriptedHub.SendAsync(context, "e1:1", "task.unblocked", "<html>"));

        var result = await EventsAsync("--follow");

        result.Code.ShouldBe(ExitCode.BrokenPromise);
        result.Error.ShouldContain("data that is not JSON");
    }

    private Task<CliResult> EventsAsync(params string[] options) => Support.Cli.RunAsync(["events", "--url", _hub.Url, .. options]);

    private async Task<Support.Cli> FollowAsync(Func<Support.Cli, Task> until, params string[] options)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cli = new Support.Cli();
        var run = cli.StartAsync(["events", "--follow", "--url", _hub.Url, .. options], end.Token);
        await Task.WhenAny(run, until(cli)).Unwrap();
        await end.CancelAsync();
        await run.ShouldBeInterruptedAsync(cli);
        return cli;
    }
}
