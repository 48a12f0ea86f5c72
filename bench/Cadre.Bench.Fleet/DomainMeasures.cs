using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Bench.Fleet;

/// <summary>What is measured of the domain, for a fleet of one size.</summary>
internal static class DomainMeasures
{
    private const int Events = 1_000;

    public static IEnumerable<(string Measure, Action Run, int Items)> Of(int agents, int tasks)
    {
        var fleet = new SampleFleet(agents, tasks);
        var mix = fleet.Mix(Events);
        yield return ("apply: mix", () => Apply(fleet.State, mix), mix.Length);
        foreach (var (kind, events) in fleet.Kinds(Events)) yield return ($"apply: {kind}", () => Apply(fleet.State, events), events.Length);

        yield return ("decide and apply: mix", () => DecideAndApply(fleet.State, mix), mix.Length);

        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using var writer = new Utf8JsonWriter(buffer);
        yield return ("write event data: mix", () => Write(buffer, writer, mix), mix.Length);
        yield return ("write agent", () => WriteAgents(buffer, writer, fleet.State), agents);

        using var body = JsonDocument.Parse("""{"status":"resolved","riskScore":0,"blockedTasks":[],"delayedOutputs":[]}""");
        yield return ("read patch", () => ExecutiveContract.ReadPatch(body.RootElement, out _), 1);

        using var message = JsonDocument.Parse(
            """{"type":"task_status_changed","project_id":1,"timestamp":"2026-01-31T03:25:50Z","task_id":1,"status":"in_progress","agent_id":"agent-1","progress":11}""");
        yield return ("read flat message", () => FleetContract.ReadMessage(message.RootElement, 1), 1);

        yield return ("predict, whole fleet", () => ConflictPredictor.Predict(fleet.State, SampleFleet.Start), 1);
        yield return ("snapshot written, whole fleet", () => FleetJson.SerializeState(fleet.State), 1);
        var snapshot = FleetJson.SerializeState(fleet.State);
        yield return ("snapshot read, whole fleet", () => FleetJson.DeserializeState(snapshot), 1);
    }

    private static void Apply(FleetState start, ImmutableArray<FleetEvent> events)
    {
        var state = start;
        foreach (var e in events) state = FleetReducer.Apply(state, e);
        GC.KeepAlive(state);
    }

    private static void DecideAndApply(FleetState start, ImmutableArray<FleetEvent> proposals)
    {
        var state = start;
        var context = new DecisionContext(SampleFleet.Start + 3_600_000, FleetLimits.Default, Strict: false);
        foreach (var proposal in proposals)
        {
            if (FleetRules.Decide(state, proposal, context) is not Decision.Accepted { Events: var events }) continue;
            foreach (var e in events) state = FleetReducer.Apply(state, e);
        }
        GC.KeepAlive(state);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, ImmutableArray<FleetEvent> events)
    {
        foreach (var e in events)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            FleetJson.WriteEventData(writer, e);
            writer.Flush();
        }
    }

    private static void WriteAgents(ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, FleetState state)
    {
        foreach (var agent in state.Agents)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            FleetJson.WriteAgent(writer, agent);
            writer.Flush();
        }
    }
}
