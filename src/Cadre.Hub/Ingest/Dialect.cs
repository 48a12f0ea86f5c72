namespace Cadre.Hub.Ingest;

/// <summary>The language in which events are reported to a hub.</summary>
internal enum Dialect
{
    /// <summary>Events as the hub itself emits them: <c>{"type":"agent.updated","data":{…}}</c>.</summary>
    Native,

    /// <summary>The flat messages of the fleet contract: <c>{"type":"agent_status_changed",…}</c>.</summary>
    Fleet,
}
