using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>The one list of settings: read from configuration, checked at start and documented in <c>docs/operations.md</c>.</summary>
internal static class HubSettings
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(36_500);

    public static IReadOnlyList<Setting> All { get; } =
    [
        new TextSetting("Urls", "addresses to listen on, separated by ';'",
            "addresses like http://127.0.0.1:7171 or https://0.0.0.0:8443, separated by ';', without a path",
            o => string.Join(';', o.Urls), (o, v) => o.Urls = ListenAddresses.Split(v), ListenAddresses.AreValid),
        new TextSetting("DataDirectory", "folder of the log and the tokens; empty: keep everything in memory",
            "the path of a folder",
            o => o.DataDirectory ?? "", (o, v) => o.DataDirectory = v.Length == 0 ? null : v, IsPath),
        Choice("Template", "content of the workspace `default` when it is first created", WorkspaceTemplates.All,
            o => o.Template, (o, v) => o.Template = v),
        Choice("RequireTokens", "whether local callers need a token too", ["false", "true"],
            o => o.RequireTokens ? "true" : "false", (o, v) => o.RequireTokens = v == "true"),
        Duration("SessionAge", "how long a browser stays signed in", TimeSpan.FromMinutes(1), TimeSpan.FromDays(365),
            o => o.SessionAge, (o, v) => o.SessionAge = v),
        Duration("Heartbeat", "sign of life on idle streams", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1),
            o => o.Heartbeat, (o, v) => o.Heartbeat = v),
        Duration("ShutdownTimeout", "how long a stop waits for requests and streams", TimeSpan.Zero, TimeSpan.FromHours(1),
            o => o.ShutdownTimeout, (o, v) => o.ShutdownTimeout = v),
        Number("SnapshotInterval", "events of a workspace between two snapshots", 100, 1_000_000_000,
            o => o.SnapshotInterval, (o, v) => o.SnapshotInterval = v),
        Number("Retention:Events", "most events kept for a workspace; 0: no bound", 0, long.MaxValue,
            o => o.Retention.Events, (o, v) => o.Retention.Events = v),
        Duration("Retention:Age", "age at which events are dropped; 0s: never", TimeSpan.Zero, Forever,
            o => o.Retention.Age, (o, v) => o.Retention.Age = v),
        Duration("Retention:Answers", "how long the answer to an `Idempotency-Key` is remembered", TimeSpan.Zero, Forever,
            o => o.Retention.Answers, (o, v) => o.Retention.Answers = v),
        Choice("LogFormat", "form of the console log", ["simple", "json"],
            o => o.LogFormat == LogFormat.Json ? "json" : "simple", (o, v) => o.LogFormat = v == "json" ? LogFormat.Json : LogFormat.Simple),
        Choice("LogLevel", "least severe entry of the hub that is logged", Enum.GetNames<LogLevel>(),
            o => o.LogLevel.ToString(), (o, v) => o.LogLevel = Enum.Parse<LogLevel>(v)),
        Number("Limits:BodyBytes", "largest request body", 1_024, 1L << 30, o => o.Limits.BodyBytes, (o, v) => o.Limits.BodyBytes = v),
        Number("Limits:BatchBytes", "largest body of a batch of events", 1_024, 1L << 30,
            o => o.Limits.BatchBytes, (o, v) => o.Limits.BatchBytes = v),
        Number("Limits:BatchItems", "most items in a batch of events", 1, 1_000_000,
            o => o.Limits.BatchItems, (o, v) => o.Limits.BatchItems = (int)v),
        Number("Limits:JsonDepth", "how deep JSON may nest", 8, 256, o => o.Limits.JsonDepth, (o, v) => o.Limits.JsonDepth = (int)v),
        Number("Limits:TitleLength", "longest title, in characters", 16, 1_000_000,
            o => o.Limits.TitleLength, (o, v) => o.Limits.TitleLength = (int)v),
        Number("Limits:TextLength", "longest text of any other kind, in characters", 16, 1_000_000,
            o => o.Limits.TextLength, (o, v) => o.Limits.TextLength = (int)v),
        Number("Limits:ListLength", "most entries of one list", 1, 1_000_000,
            o => o.Limits.ListLength, (o, v) => o.Limits.ListLength = (int)v),
        Number("Limits:MetaBytes", "largest `meta` of an agent, in bytes of JSON", 2, 16 << 20,
            o => o.Limits.MetaBytes, (o, v) => o.Limits.MetaBytes = (int)v),
        Number("Limits:Agents", "most agents in a workspace", 1, 1_000_000, o => o.Limits.Agents, (o, v) => o.Limits.Agents = (int)v),
        Number("Limits:Tasks", "most tasks in a workspace", 1, 10_000_000, o => o.Limits.Tasks, (o, v) => o.Limits.Tasks = (int)v),
        Number("Limits:Claims", "most live claims in a workspace", 1, 1_000_000, o => o.Limits.Claims, (o, v) => o.Limits.Claims = (int)v),
        Number("Limits:Workspaces", "most workspaces of the hub", 1, 1_000_000,
            o => o.Limits.Workspaces, (o, v) => o.Limits.Workspaces = (int)v),
        Number("Limits:Connections", "most open connections of the hub", 1, 10_000_000,
            o => o.Limits.Connections, (o, v) => o.Limits.Connections = v),
        Number("Limits:RequestsPerSecond", "requests a second one token may make on average", 1, 1_000_000,
            o => o.Limits.RequestsPerSecond, (o, v) => o.Limits.RequestsPerSecond = (int)v),
        Number("Limits:RequestBurst", "requests one token may make at once before the average binds", 1, 1_000_000,
            o => o.Limits.RequestBurst, (o, v) => o.Limits.RequestBurst = (int)v),
    ];

    private static NumberSetting Number(
        string path, string meaning, long min, long max, Func<HubOptions, long> get, Action<HubOptions, long> set) =>
        new(path, meaning, min, max, get, set);

    private static DurationSetting Duration(
        string path, string meaning, TimeSpan min, TimeSpan max, Func<HubOptions, TimeSpan> get, Action<HubOptions, TimeSpan> set) =>
        new(path, meaning, min, max, get, set);

    private static ChoiceSetting Choice(
        string path, string meaning, IReadOnlyList<string> choices, Func<HubOptions, string> get, Action<HubOptions, string> set) =>
        new(path, meaning, choices, get, set);

    private static bool IsPath(string text) => !text.Contains('\0') && (text.Length == 0 || !string.IsNullOrWhiteSpace(text));
}
