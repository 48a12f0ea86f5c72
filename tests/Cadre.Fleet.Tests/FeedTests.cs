namespace Cadre.Fleet.Tests;

/// <summary>The real messages of ninety agents, read and decided one by one, against a count made without any of our code.</summary>
public sealed class FeedTests
{
    private const long Now = 1_780_000_000_000;

    private static readonly List<JsonElement> Messages =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "fleet.ndjson")).Select(line => JsonElement.Parse(line))];

    private static readonly FleetState End = Feed();

    [Fact]
    public void Agents_are_those_created_and_not_retired()
    {
        var expected = new Dictionary<string, (string Type, string Status, long? Task)>();
        foreach (var message in Messages)
        {
            var agent = Text(message, "agent_id");
            switch (Text(message, "type"))
            {
                case "agent_created":
                    expected[agent!] = (Text(message, "agent_type")!, "idle", null);
                    break;
                case "task_assigned":
                    expected[agent!] = (expected[agent!].Type, "working", Number(message, "task_id"));
                    break;
                case "agent_status_changed":
                    var task = message.TryGetProperty("current_task", out var current) ? Number(current, "id") : null;
                    expected[agent!] = (expected[agent!].Type, Text(message, "status")!, task);
                    break;
                case "agent_retired":
                    expected.Remove(agent!);
                    break;
            }
        }

        expected.Count.ShouldBe(90 - 45);
        End.Agents.Select(agent => (agent.Id.Value, agent.Type, FleetShapes.Projected(agent.Status), agent.CurrentTask?.Id.Value)).OrderBy(row => row.Item1, StringComparer.Ordinal)
            .ShouldBe(expected.Select(row => (row.Key, row.Value.Type, row.Value.Status, row.Value.Task)).OrderBy(row => row.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Tasks_stand_where_their_last_message_left_them()
    {
        var expected = new Dictionary<long, (string Title, string Status, string? Agent, double? Progress, long Timestamp)>();
        var working = new Dictionary<string, long>();
        foreach (var message in Messages)
        {
            var (agent, time) = (Text(message, "agent_id")!, message.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds());
            switch (Text(message, "type"))
            {
                case "task_assigned":
                    expected[Number(message, "task_id")!.Value] = (Text(message, "task_title")!, "in_progress", agent, null, time);
                    working[agent] = Number(message, "task_id")!.Value;
                    break;
                case "task_status_changed":
                    var id = Number(message, "task_id")!.Value;
                    expected[id] = (expected[id].Title, Text(message, "status")!, expected[id].Agent, message.GetProperty("progress").GetDouble(), time);
                    break;
                case "agent_retired" when working.TryGetValue(agent, out var held) && expected[held] is { Status: "in_progress" } task:
                    expected[held] = (task.Title, "pending", null, task.Progress, time);
                    break;
            }
        }

        expected.Count.ShouldBe(878);
        End.Tasks.Select(task => (task.Id.Value, task.Title, task.Status.ToWireName(), task.AgentId?.Value, task.Progress, task.Timestamp)).OrderBy(row => row.Item1)
            .ShouldBe(expected.Select(row => (row.Key, row.Value.Title, row.Value.Status, row.Value.Agent, row.Value.Progress, row.Value.Timestamp)).OrderBy(row => row.Key));
    }

    [Fact]
    public void Progress_counts_completed_tasks_of_all()
    {
        var completed = Messages.Where(message => Text(message, "type") == "task_status_changed" && Text(message, "status") == "completed")
            .Select(message => Number(message, "task_id")).Distinct().Count();

        End.Progress.ShouldBe(new(completed, 878, completed / 878.0 * 100));
    }

    [Fact]
    public void Newest_activity_comes_first_with_its_paths()
    {
        var commits = Messages.Where(message => Text(message, "type") == "commit_created").Reverse().ToList();

        var told = End.Activity.Where(item => item.Type == "commit_created").ToList();

        told.Count.ShouldBeGreaterThan(10);
        for (var i = 0; i < told.Count; i++)
        {
            told[i].Agent.ShouldBe(Text(commits[i], "agent_id"));
            told[i].Timestamp.ShouldBe(Text(commits[i], "timestamp"));
            told[i].Detail!.Value.GetProperty("files_changed").GetRawText().ShouldBe(commits[i].GetProperty("files_changed").GetRawText());
        }
    }

    [Fact]
    public void Replayed_from_its_snapshot_and_its_log_the_end_is_the_same()
    {
        var log = new List<(string Type, string Data)>();
        Feed(e => log.Add((e.Type, Fixture.Text(json => FleetJson.WriteEventData(json, e)))));

        var replayed = log.Aggregate(FleetState.Empty, (state, entry) => FleetReducer.Apply(state, FleetJson.ReadEvent(entry.Type, Fixture.Json(entry.Data), out _)!));

        Fixture.NativeState(replayed).ShouldBe(Fixture.NativeState(End));
        Fixture.NativeState(FleetJson.DeserializeState(FleetJson.SerializeState(End))).ShouldBe(Fixture.NativeState(End));
    }

    /// <summary>Feeds all messages; each has to be accepted.</summary>
    private static FleetState Feed(Action<FleetEvent>? accepted = null)
    {
        Messages.Count.ShouldBe(5_909);
        var state = FleetState.Empty;
        foreach (var message in Messages)
        {
            foreach (var proposal in FleetContract.ReadMessage(message, 1).ShouldBeOfType<MessageReading.Proposals>(message.ToString()).Events)
            {
                foreach (var e in FleetRules.Decide(state, proposal, Fixture.At(Now, strict: false)).Accepted())
                {
                    accepted?.Invoke(e);
                    state = FleetReducer.Apply(state, e);
                }
            }
        }
        return state;
    }

    private static string? Text(JsonElement o, string name) => o.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement o, string name) => o.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
