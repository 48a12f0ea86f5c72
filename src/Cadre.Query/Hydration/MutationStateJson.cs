using System.Text.Json;

namespace Cadre.Query;

/// <summary>The state of a mutation as JSON, its values with the names of their types. What is at its default is left out.</summary>
internal static class MutationStateJson
{
    public static bool CanWrite(MutationState state, DataTypes types) =>
        CanWrite(state.UntypedVariables, types) && CanWrite(state.UntypedData, types) && CanWrite(state.UntypedContext, types);

    public static void Write(Utf8JsonWriter writer, MutationState state, DataTypes types)
    {
        writer.WriteStartObject();
        writer.WriteString("status", JsonNames.Of(state.Status));
        Write(writer, "variables", state.UntypedVariables, types);
        Write(writer, "data", state.UntypedData, types);
        Write(writer, "context", state.UntypedContext, types);
        writer.WriteUnlessDefault("error", state.Error);
        writer.WriteUnlessDefault("failureCount", state.FailureCount);
        writer.WriteUnlessDefault("failureReason", state.FailureReason);
        if (state.IsPaused) writer.WriteBoolean("paused", true);
        writer.WriteUnlessDefault("submittedAt", state.SubmittedMs);
        writer.WriteEndObject();
    }

    public static MutationState Read(JsonElement json, DataTypes types) => new MutationState<object?, object?, object?>
    {
        Status = json.Get("status", JsonNames.To<MutationStatus>),
        Variables = Read(json, "variables", types),
        Data = Read(json, "data", types),
        Context = Read(json, "context", types),
        Error = json.GetError("error"),
        FailureCount = (int)json.GetLong("failureCount"),
        FailureReason = json.GetError("failureReason"),
        IsPaused = json.TryGetProperty("paused", out var paused) && paused.GetBoolean(),
        SubmittedMs = json.GetLong("submittedAt"),
    };

    private static bool CanWrite(Optional<object?> value, DataTypes types) => value.OrDefault() is not { } given || types.For(given) is not null;

    private static void Write(Utf8JsonWriter writer, string name, Optional<object?> value, DataTypes types)
    {
        if (!value.HasValue) return;
        if (value.Value is not { } given)
        {
            writer.WriteNull(name);
            return;
        }
        var type = types.For(given) ?? throw new InvalidOperationException(
            $"The {name} of a mutation are of type {given.GetType()}, which is not among the {nameof(DataTypes)}: add it, or leave the mutation out.");
        writer.WriteStartObject(name);
        writer.WriteString("type", type.Name);
        writer.WritePropertyName("value");
        type.Write(writer, given);
        writer.WriteEndObject();
    }

    private static Optional<object?> Read(JsonElement json, string name, DataTypes types)
    {
        if (!json.TryGetProperty(name, out var value)) return default;
        if (value.ValueKind == JsonValueKind.Null) return Optional.Of<object?>(null);
        return Optional.Of(types.Named(value).Read(value.GetProperty("value")));
    }
}
