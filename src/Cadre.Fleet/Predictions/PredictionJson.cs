using System.Text.Json;

namespace Cadre.Fleet;

internal static class PredictionJson
{
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
}
