using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>What became of a request to create a workspace.</summary>
internal enum WorkspaceAddition
{
    /// <summary>It exists now.</summary>
    Created,

    /// <summary>It existed before.</summary>
    AlreadyExists,

    /// <summary>There may be no more workspaces.</summary>
    LimitReached,
}

/// <summary>The names and numbers of all workspaces, kept in a log stream of their own so that every node agrees on them.</summary>
internal sealed class WorkspaceDirectory
{
    // '$' cannot begin a workspace's name, so no workspace can take this stream.
    private const string StreamName = "$workspaces";

    private readonly IEventLog _log;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Known _known = Known.None;

    private WorkspaceDirectory(IEventLog log, TimeProvider time) => (_log, _time) = (log, time);

    public ImmutableArray<WorkspaceInfo> All => _known.InOrder;

    public WorkspaceInfo? Find(string id) => _known.ById.GetValueOrDefault(id);

    public WorkspaceInfo? Find(int projectId) =>
        projectId >= 1 && projectId <= _known.InOrder.Length ? _known.InOrder[projectId - 1] : null;

    public static async ValueTask<WorkspaceDirectory> OpenAsync(IEventLog log, TimeProvider time, CancellationToken cancellation)
    {
        var directory = new WorkspaceDirectory(log, time);
        await log.OpenStreamAsync(StreamName, cancellation).ConfigureAwait(false);
        await foreach (var record in log.ReadAsync(StreamName, 0, int.MaxValue, cancellation).ConfigureAwait(false))
            directory._known = directory._known.With(Read(record));
        return directory;
    }

    public async ValueTask<WorkspaceAddition> AddAsync(string id, string template, int most, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (next, addition) = (_known, WorkspaceAddition.Created);
            await _log.TransactAsync(StreamName, _known.InOrder.Length, [], Decide, cancellation).ConfigureAwait(false);
            _known = next;
            return addition;

            LogAppend Decide(LogTransaction transaction)
            {
                next = transaction.Missed.Aggregate(_known, (all, record) => all.With(Read(record)));
                addition = next.ById.ContainsKey(id) ? WorkspaceAddition.AlreadyExists
                    : next.InOrder.Length >= most ? WorkspaceAddition.LimitReached
                    : WorkspaceAddition.Created;
                var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
                if (addition != WorkspaceAddition.Created)
                    return new LogAppend { Time = now };

                var info = new WorkspaceInfo(id, next.InOrder.Length + 1, template, now);
                next = next.With(info);
                return new LogAppend { Time = now, Events = [JsonSerializer.SerializeToUtf8Bytes(info, WorkspaceInfoJson.Default.WorkspaceInfo)] };
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static WorkspaceInfo Read(LogEvent record) =>
        JsonSerializer.Deserialize(record.Data.Span, WorkspaceInfoJson.Default.WorkspaceInfo)!;

    private sealed record Known(ImmutableArray<WorkspaceInfo> InOrder, ImmutableDictionary<string, WorkspaceInfo> ById)
    {
        public static Known None { get; } = new([], ImmutableDictionary<string, WorkspaceInfo>.Empty);

        public Known With(WorkspaceInfo info) => new(InOrder.Add(info), ById.Add(info.Id, info));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkspaceInfo))]
internal sealed partial class WorkspaceInfoJson : JsonSerializerContext;
