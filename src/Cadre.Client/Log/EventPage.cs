using System.Collections.Immutable;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>A piece of the log, read backwards. Immutable.</summary>
/// <param name="Events">What was looked for, newest first; it may be empty though there is more.</param>
/// <param name="Next">Before which event to go on; null: the beginning of what is kept is reached.</param>
/// <param name="Scanned">How many events were looked at.</param>
/// <param name="Reached">The oldest event that was looked at; null if none was.</param>
public sealed record EventPage(ImmutableArray<RecordedFact> Events, StreamCursor? Next, int Scanned, LogPoint? Reached);
