using System.Collections.Frozen;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Reads reducer actions of the fleet contract as events.</summary>
internal static class ActionReader
{
    private static readonly FrozenDictionary<string, Func<ObjectReader, FleetEvent>> Payloads = new Dictionary<string, Func<ObjectReader, FleetEvent>>
    {
        [ActionTypes.AgentsLoaded] = action => new AgentsLoaded(action.Required("payload", ActionShapes.Agents)),
        [ActionTypes.AgentCreated] = action => new AgentCreated(action.Required("payload", ActionShapes.Agent)),
        [ActionTypes.AgentUpdated] = Payload(o => new AgentUpdated(AgentId(o), o.Required("updates", ActionShapes.Patch), Timestamp(o))),
        [ActionTypes.AgentRetired] = Payload(o => new AgentRetired(AgentId(o), Timestamp(o))),
        [ActionTypes.TaskAssigned] = Payload(o => new TaskAssigned(TaskId(o), AgentId(o), o.Or("taskTitle", LooseValues.TextOrNull, null), Timestamp(o))),
        [ActionTypes.TaskStatusChanged] = Payload(o =>
            new TaskStatusChanged(TaskId(o), o.Required("status", LooseValues.TaskStatus), o.Or("progress", LooseValues.NumberOrNull, null), Timestamp(o))),
        [ActionTypes.TaskBlocked] = Payload(o => new TaskBlocked(TaskId(o), o.Or("blockedBy", LooseValues.TaskIds, []), Timestamp(o))),
        [ActionTypes.TaskUnblocked] = Payload(o => new TaskUnblocked(TaskId(o), Timestamp(o))),
        [ActionTypes.ActivityAdded] = action => new ActivityAdded(action.Required("payload", ActionShapes.Item)),
        [ActionTypes.ProgressUpdated] = Payload(o => new ProgressUpdated(ActionShapes.ProgressFrom(o))),
        [ActionTypes.ConnectionChanged] = action => new ConnectionChanged(action.Required("payload", Values.Flag)),
        [ActionTypes.FullResync] = Payload(o => new FleetResynced(
            o.Required("agents", ActionShapes.Agents), o.Required("tasks", ActionShapes.Tasks), o.Required("activity", ActionShapes.Activity), Timestamp(o))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FleetProblem? Read(JsonElement action, out FleetEvent value)
    {
        value = null!;
        var o = new ObjectReader(action);
        var type = o.Required("type", Values.Text);
        if (o.Problem is not null) return o.Problem;
        if (!Payloads.TryGetValue(type, out var read))
            return ReadingProblems.NotOneOf([.. Payloads.Keys.Order(StringComparer.Ordinal)], action.GetProperty("type")).Under("type");
        value = read(o);
        return o.Problem;
    }

    private static Func<ObjectReader, FleetEvent> Payload(Func<ObjectReader, FleetEvent> read)
    {
        var kind = new ValueKind<FleetEvent>("an object", (JsonElement element, out FleetEvent value) =>
        {
            var o = new ObjectReader(element);
            value = read(o);
            return o.Problem;
        });
        return action => action.Required("payload", kind);
    }

    private static AgentId AgentId(ObjectReader o) => o.Required("agentId", LooseValues.AgentId);

    private static TaskId TaskId(ObjectReader o) => o.Required("taskId", LooseValues.TaskId);

    private static long Timestamp(ObjectReader o) => ActionShapes.Timestamp(o);
}
