using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class PredictionJson
{
    private static readonly ValueKind<ImmutableArray<SuggestedAction>> Actions =
        new ValueKind<SuggestedAction>("an action", ReadAction).List("a list of actions");

    private static readonly ValueKind<double> Risk = new("a number from 0 to 1", (JsonElement element, out double value) =>
    {
        value = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out value) && value is >= 0 and <= 1;
    });

    /// <summary>Reads a prediction; its severity follows from its risk.</summary>
    public static FleetProblem? Read(JsonElement element, out Prediction value)
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Id = o.Required("id", Values.Word),
            Kind = o.Required("kind", Values.Word),
            Summary = o.Required("summary", Values.Text),
            Agents = o.Required("agents", Values.Texts),
            Tasks = o.Required("tasks", Values.TaskIds),
            Risk = o.Required("risk", Risk),
            Reasons = o.Required("reasons", Values.Texts),
            RootCauses = o.Required("rootCauses", Values.Texts),
            SuggestedActions = o.Required("suggestedActions", Actions),
        };
        return o.Problem;
    }

    public static void Write(Utf8JsonWriter writer, Prediction prediction)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, prediction.Id);
        writer.WriteString("kind"u8, prediction.Kind);
        writer.WriteString("summary"u8, prediction.Summary);
        writer.WriteTexts("agents"u8, prediction.Agents);
        writer.WriteTaskIds("tasks"u8, prediction.Tasks);
        writer.WriteNumber("risk"u8, prediction.Risk);
        writer.WriteString("severity"u8, prediction.Severity);
        writer.WriteTexts("reasons"u8, prediction.Reasons);
        writer.WriteTexts("rootCauses"u8, prediction.RootCauses);
        writer.WriteList("suggestedActions"u8, prediction.SuggestedActions, WriteAction);
        writer.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter writer, SuggestedAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("action"u8, action.Action);
        writer.WriteString("label"u8, action.Label);
        writer.WriteString("method"u8, action.Method);
        writer.WriteString("path"u8, action.Path);
        if (action.AgentId is { } agent) writer.WriteString("agentId"u8, agent.Value);
        if (action.TaskId is { } task) writer.WriteNumber("taskId"u8, task.Value);
        writer.WriteVerbatim("body"u8, action.Body);
        writer.WriteEndObject();
    }

    private static FleetProblem? ReadAction(JsonElement element, out SuggestedAction value)
    {
        var o = new ObjectReader(element);
        value = new(o.Required("action", Values.Word), o.Required("label", Values.Text), o.Required("method", Values.Word), o.Required("path", Values.Word))
        {
            AgentId = o.Or("agentId", Values.AgentIdOrNull, null),
            TaskId = o.Optional("taskId", Values.TaskId) is { HasValue: true, Value: var task } ? task : null,
            Body = o.Or("body", Values.Meta, null),
        };
        return o.Problem;
    }
}
