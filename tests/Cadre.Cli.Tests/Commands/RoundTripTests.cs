using System.Text.Json;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Commands;

/// <summary>The commands together, against real hubs.</summary>
public sealed class RoundTripTests : IDisposable
{
    private const string Feed = """
        {"type":"agent_created","project_id":1,"timestamp":"2026-01-02T03:04:05Z","agent_id":"ada","agent_type":"backend-worker","status":"idle","tasks_completed":0}
        {"type":"agent_created","project_id":1,"timestamp":"2026-01-02T03:04:05Z","agent_id":"bob","agent_type":"lead","status":"idle","tasks_completed":0}
        {"type":"task_assigned","project_id":1,"timestamp":"2026-01-02T03:04:06Z","task_id":1,"agent_id":"ada","task_title":"Write the parser"}
        {"type":"agent_status_changed","project_id":1,"timestamp":"2026-01-02T03:04:07Z","agent_id":"bob","status":"blocked","blocker":"waits for the parser"}
        """;

    private const string Refused = """{"type":"agent_created","project_id":1,"timestamp":"2026-01-02T03:04:08Z","agent_id":"","agent_type":"lead","status":"idle","tasks_completed":0}""";
    private const string Later = """{"type":"agent_created","project_id":1,"timestamp":"2026-01-02T03:04:09Z","agent_id":"eve","agent_type":"lead","status":"idle","tasks_completed":0}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Feed_is_accepted_and_every_event_comes_out_once_and_in_order()
    {
        await using var hub = await StartAsync();

        var fed = await hub.RunAsync("feed", _folder.File("feed.ndjson", Feed));
        var events = await hub.RunAsync("events", "--json");

        fed.Code.ShouldBe(ExitCode.Success, fed.Error);
        fed.Out.ShouldContain("accepted 4\n");
        events.Code.ShouldBe(ExitCode.Success, events.Error);
        var sequences = Lines(events).Select(line => JsonElement.Parse(line).GetProperty("sequence").GetInt64()).ToList();
        sequences.Count.ShouldBeGreaterThanOrEqualTo(4);
        sequences.ShouldBe(Enumerable.Range(1, sequences.Count).Select(i => (long)i));
    }

    [Fact]
    public async Task Log_of_one_hub_feeds_another_to_the_same_state()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await first.RunAsync("feed", _folder.File("feed.ndjson", Feed));

        var copied = await second.RunAsync("feed", _folder.File("log.ndjson", (await first.RunAsync("events", "--json")).Out), "--dialect", "native");

        copied.Code.ShouldBe(ExitCode.Success, copied.Error);
        (await StateAsync(second)).ShouldBe(await StateAsync(first));
    }

    [Fact]
    public async Task Refused_message_is_named_by_its_line_and_the_others_are_applied()
    {
        await using var hub = await StartAsync();

        var fed = await hub.RunAsync("feed", _folder.File("feed.ndjson", $"{Feed}\n{Refused}\n{Later}\n"));

        fed.Code.ShouldBe(ExitCode.SomeRejected);
        fed.Error.ShouldContain("line 5: ");
        fed.Out.ShouldContain("rejected 1 (1 × ");
        (await hub.RunAsync("state")).Out.ShouldContain("eve");
    }

    [Fact]
    public async Task Strict_feed_applies_all_before_the_refused_message_and_nothing_after_it()
    {
        await using var hub = await StartAsync();

        var fed = await hub.RunAsync("feed", _folder.File("feed.ndjson", $"{Feed}\n{Refused}\n{Later}\n"), "--strict");

        fed.Code.ShouldBe(ExitCode.SomeRejected);
        fed.Error.ShouldContain("line 5: ");
        fed.Out.ShouldContain("accepted 4\n");
        var state = (await hub.RunAsync("state")).Out;
        state.ShouldContain("bob");
        state.ShouldNotContain("eve");
    }

    [Fact]
    public async Task State_shows_who_needs_attention_first_and_the_past_on_request()
    {
        await using var hub = await StartAsync();
        await hub.RunAsync("feed", _folder.File("feed.ndjson", Feed));
        var epoch = Lines(await hub.RunAsync("events", "--json")).Select(line => JsonElement.Parse(line).GetProperty("cursor").GetString()!.Split(':')[0]).First();

        var now = (await hub.RunAsync("state")).Out;
        var then = (await hub.RunAsync("state", "--at", $"{epoch}:1")).Out;

        now.IndexOf("● blocked", StringComparison.Ordinal).ShouldBeLessThan(now.IndexOf("● running", StringComparison.Ordinal));
        now.ShouldContain("waits for the parser");
        now.ShouldContain("#1 Write the parser");
        now.ShouldContain("Tasks  1: 1 in progress");
        then.ShouldContain("Agents  1: 1 idle");
        then.ShouldNotContain("bob");
    }

    [Fact]
    public async Task Follower_sees_every_event_once_over_a_restart()
    {
        await using var hub = await StartAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var follower = new Support.Cli();
        var following = follower.StartAsync(["events", "--follow", "--json", "--url", hub.Url], end.Token);
        await hub.RunAsync("feed", _folder.File("feed.ndjson", Feed));
        await follower.Out.WaitForAsync("waits for the parser");

        await hub.StopAsync();
        await using var again = await RunningHub.StartAsync(hub.Data, "--urls", hub.Url);
        await again.RunAsync("feed", _folder.File("later.ndjson", Later));
        await follower.Out.WaitForAsync("\"eve\"");
        await end.CancelAsync();

        await following.ShouldBeInterruptedAsync(follower);
        follower.Out.Text.ShouldBe((await again.RunAsync("events", "--json")).Out);
        follower.Error.Text.ShouldContain("it is shutting down");
    }

    [Fact]
    public async Task Unknown_workspace_is_named()
    {
        await using var hub = await StartAsync();

        var result = await hub.RunAsync("state", "--workspace", "night/shift");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldStartWith("cadre: The hub refused (404 not-found): ");
        result.Error.ShouldContain("night/shift");
    }

    [Fact]
    public async Task Wrong_token_is_refused_with_the_way_out()
    {
        await using var hub = await StartAsync();

        var result = await hub.RunAsync("state", "--token", "cdr_wrong");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain("(401 token-invalid)");
        result.Error.ShouldContain("--token or CADRE_TOKEN");
    }

    private static Task<RunningHub> StartAsync() => RunningHub.StartAsync(null, "--template", "empty");

    private static async Task<string> StateAsync(RunningHub hub) =>
        JsonElement.Parse((await hub.RunAsync("state", "--json")).Out).GetProperty("state").GetRawText();

    private static string[] Lines(CliResult result) => result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
