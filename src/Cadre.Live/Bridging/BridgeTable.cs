using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cadre.Query;

namespace Cadre.Live;

/// <summary>What every type of event does to the cache: the one place to read it. Build it once; afterwards it is safe for use from any thread.</summary>
public sealed class BridgeTable
{
    private readonly Dictionary<string, IRow> _rows = new(StringComparer.Ordinal);
    private readonly List<IReduction> _reductions = [];

    /// <summary>The types it knows, and what they do.</summary>
    public IEnumerable<(string Type, IReadOnlyList<BridgeOperation> Operations)> Rows => _rows.Select(row => (row.Key, row.Value.Operations));

    internal IReadOnlyList<IReduction> Reductions => _reductions;

    internal ISnapshot? Start { get; private set; }

    /// <summary>What an event does whose data is read as JSON.</summary>
    /// <exception cref="ArgumentException">The type has a row already.</exception>
    public BridgeTable On<TEvent>(string type, JsonTypeInfo<TEvent> json, Action<BridgeRow<TEvent>> what)
    {
        ArgumentNullException.ThrowIfNull(json);
        return On(type, e => e.Data.Deserialize(json) ?? throw new JsonException($"The data of '{type}' is null."), what);
    }

    /// <summary>What an event does that is read by a function.</summary>
    /// <param name="type">The type.</param>
    /// <param name="read">Reads the event; what it throws makes the event unreadable: it is dropped and counted.</param>
    /// <param name="what">What it does.</param>
    /// <exception cref="ArgumentException">The type has a row already.</exception>
    public BridgeTable On<TEvent>(string type, Func<LiveEvent, TEvent> read, Action<BridgeRow<TEvent>> what)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(what);
        var row = new BridgeRow<TEvent>();
        what(row);
        return Add(type, new Row<TEvent>(row, read));
    }

    /// <summary>What an event does, whatever its data.</summary>
    /// <exception cref="ArgumentException">The type has a row already.</exception>
    public BridgeTable On(string type, Action<BridgeRow<LiveEvent>> what) => On(type, static e => e, what);

    /// <summary>Types that are known and do nothing.</summary>
    /// <exception cref="ArgumentException">A type has a row already.</exception>
    public BridgeTable Ignore(params IEnumerable<string> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var type in types) Add(type, Ignored.Instance);
        return this;
    }

    /// <summary>Every event, in order, moves the state of a query on, if it has some; or the answer of the fetch that is to bring it.</summary>
    /// <remarks>
    /// The cursor in the data tells which events are in it, so that each counts once whatever comes first. If events are missing between the
    /// data and an event, the query is fetched again. Give the definition <c>Version = data => data.Cursor.Sequence</c>.
    /// </remarks>
    /// <param name="query">The query.</param>
    /// <param name="step">The state after an event. What it throws is reported, and the query is fetched again.</param>
    /// <param name="types">The types that are a step; others go by, and count as unknown if they have no row. Null: all types.</param>
    public BridgeTable Reduce<TState>(
        QueryDefinition<StateAt<TState>> query, Func<TState, LiveEvent, TState> step, IEnumerable<string>? types = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(step);
        var known = types is null ? null : new HashSet<string>(types, StringComparer.Ordinal);
        _reductions.Add(new Reduction<TState>(query, step, known));
        return this;
    }

    /// <summary>How to start over: get a snapshot, then do with it what the row says. Everything else that is cached is declared stale.</summary>
    /// <param name="get">Gets it: from the reset, if the server sent one with it, or by a request.</param>
    /// <param name="what">What the snapshot does.</param>
    public BridgeTable Snapshot<TState>(Func<LiveReset, CancellationToken, Task<StateAt<TState>>> get, Action<BridgeRow<StateAt<TState>>> what)
    {
        ArgumentNullException.ThrowIfNull(get);
        ArgumentNullException.ThrowIfNull(what);
        var row = new BridgeRow<StateAt<TState>>();
        what(row);
        Start = new SnapshotRow<TState>(get, row);
        return this;
    }

    internal IRow? Find(string type) => _rows.GetValueOrDefault(type);

    internal bool IsStep(string type) => _reductions.Exists(reduction => reduction.Takes(type));

    private BridgeTable Add(string type, IRow row)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (!_rows.TryAdd(type, row)) throw new ArgumentException($"The type '{type}' has a row already: put all it does into one.", nameof(type));
        return this;
    }

    /// <summary>A row, whatever the type of its events.</summary>
    internal interface IRow
    {
        IReadOnlyList<BridgeOperation> Operations { get; }

        /// <exception cref="Exception">The event cannot be read.</exception>
        Action<BridgeTarget> Read(LiveEvent e);
    }

    /// <summary>A snapshot, whatever its type.</summary>
    internal interface ISnapshot
    {
        Task<(StreamCursor Cursor, Action<BridgeTarget> Apply)> GetAsync(LiveReset reset, CancellationToken cancellationToken);
    }

    private sealed class Row<TEvent>(BridgeRow<TEvent> row, Func<LiveEvent, TEvent> read) : IRow
    {
        public IReadOnlyList<BridgeOperation> Operations => row.Operations;

        public Action<BridgeTarget> Read(LiveEvent e)
        {
            var data = read(e);
            return target => row.Apply(target, data);
        }
    }

    private sealed class Ignored : IRow
    {
        public static readonly Ignored Instance = new();

        public IReadOnlyList<BridgeOperation> Operations { get; } = [BridgeOperation.Ignore];

        public Action<BridgeTarget> Read(LiveEvent e) => static _ => { };
    }

    private sealed class SnapshotRow<TState>(
        Func<LiveReset, CancellationToken, Task<StateAt<TState>>> get, BridgeRow<StateAt<TState>> row) : ISnapshot
    {
        public async Task<(StreamCursor Cursor, Action<BridgeTarget> Apply)> GetAsync(LiveReset reset, CancellationToken cancellationToken)
        {
            var snapshot = await get(reset, cancellationToken);
            return (snapshot.Cursor, target => row.Apply(target, snapshot));
        }
    }
}
