using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cadre.Query;

/// <summary>The state of a query as JSON. What is at its default is left out.</summary>
internal static class QueryStateJson
{
    public static void Write(Utf8JsonWriter writer, QueryState state, DataType type)
    {
        writer.WriteStartObject();
        writer.WriteString("status", JsonNames.Of(state.Status));
        if (state.HasData)
        {
            writer.WritePropertyName("data");
            type.Write(writer, state.UntypedData);
        }
        writer.WriteUnlessDefault("dataUpdatedAt", state.DataUpdatedMs);
        writer.WriteUnlessDefault("dataUpdateCount", state.DataUpdateCount);
        writer.WriteUnlessDefault("error", state.Error);
        writer.WriteUnlessDefault("errorUpdatedAt", state.ErrorUpdatedMs);
        writer.WriteUnlessDefault("errorUpdateCount", state.ErrorUpdateCount);
        writer.WriteUnlessDefault("failureCount", state.FailureCount);
        writer.WriteUnlessDefault("failureReason", state.FailureReason);
        if (state.IsInvalidated) writer.WriteBoolean("invalidated", true);
        if (state.Direction != FetchDirection.None) writer.WriteString("direction", JsonNames.Of(state.Direction));
        writer.WriteEndObject();
    }

    public static QueryState<TData> Read<TData>(JsonElement json, JsonTypeInfo<TData> type)
    {
        var hasData = json.TryGetProperty("data", out var data);
        return new QueryState<TData>
        {
            Status = json.Get("status", JsonNames.To<QueryStatus>),
            HasData = hasData,
            Data = hasData ? data.Deserialize(type) : default,
            DataUpdatedMs = json.GetLong("dataUpdatedAt"),
            DataUpdateCount = (int)json.GetLong("dataUpdateCount"),
            Error = json.GetError("error"),
            ErrorUpdatedMs = json.GetLong("errorUpdatedAt"),
            ErrorUpdateCount = (int)json.GetLong("errorUpdateCount"),
            FailureCount = (int)json.GetLong("failureCount"),
            FailureReason = json.GetError("failureReason"),
            IsInvalidated = json.TryGetProperty("invalidated", out var invalidated) && invalidated.GetBoolean(),
            Direction = json.Get("direction", JsonNames.To<FetchDirection>),
        };
    }
}
