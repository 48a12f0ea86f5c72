using System.Collections.Immutable;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>A list, and where in the log it stands. Immutable.</summary>
/// <param name="Cursor">Everything up to it is in the list.</param>
/// <param name="Items">The items.</param>
/// <param name="Total">How many match in all.</param>
public sealed record HubPage<T>(StreamCursor Cursor, ImmutableArray<T> Items, int Total) : IStateAt;

/// <summary>What a write did. It is durable.</summary>
/// <param name="Cursor">Where the log stands after it.</param>
/// <param name="State">What was written, as it is now.</param>
public sealed record HubAnswer<T>(StreamCursor Cursor, T State);

/// <summary>Events after a cursor.</summary>
/// <param name="Cursor">Where to go on.</param>
/// <param name="Events">The events, in order.</param>
/// <param name="More">Whether there is more right now.</param>
/// <param name="Reset">Why the cursor cannot be resumed: start over from the state. Null: it can.</param>
public sealed record HubEvents(StreamCursor Cursor, ImmutableArray<RecordedFact> Events, bool More, string? Reset);

/// <summary>An event as the hub recorded it.</summary>
/// <param name="Cursor">Its place.</param>
/// <param name="Time">When the hub accepted it, Unix milliseconds.</param>
/// <param name="Type">Its type.</param>
/// <param name="Fact">The event; null if this client does not know its type.</param>
/// <param name="Actor">The name of the token it came with, if any.</param>
public sealed record RecordedFact(StreamCursor Cursor, long Time, string Type, Fleet.FleetEvent? Fact, string? Actor);

/// <summary>What became of a batch of events.</summary>
/// <param name="Cursor">Where the log stands after it.</param>
/// <param name="Accepted">How many were taken.</param>
/// <param name="Ignored">How many were right and changed nothing.</param>
/// <param name="Rejected">How many were refused, each with its problem in <paramref name="Results"/>.</param>
/// <param name="Results">One for each item, in order.</param>
public sealed record HubBatch(StreamCursor Cursor, int Accepted, int Ignored, int Rejected, ImmutableArray<HubBatchItem> Results);

/// <summary>What became of an item of a batch.</summary>
/// <param name="Result"><c>accepted</c>, <c>ignored</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it was ignored.</param>
/// <param name="Problem">Why it was rejected.</param>
public sealed record HubBatchItem(string Result, string? Reason, HubProblem? Problem);
