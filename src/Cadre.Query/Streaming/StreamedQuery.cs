using System.Collections.Immutable;

namespace Cadre.Query;

/// <summary>Makes fetches of asynchronous sequences: the data grows with every chunk, and the fetch ends with the sequence.</summary>
/// <remarks>
/// The first chunk makes the query successful; it is fetching until the last one. If the sequence breaks, what came stays, with the error.
/// A fetch that is cancelled or replaced by another takes no more chunks and disposes the sequence.
/// </remarks>
public static class StreamedQuery
{
    /// <summary>Collects the chunks in a list.</summary>
    /// <param name="stream">Starts the sequence. If it reads <see cref="QueryContext.CancellationToken"/>, it is cancelled when nobody is interested any more.</param>
    /// <param name="refetch">What a refetch does with the data that is there.</param>
    public static QueryFunction<IReadOnlyList<TChunk>> Of<TChunk>(
        Func<QueryContext, IAsyncEnumerable<TChunk>> stream, StreamRefetch refetch = StreamRefetch.Reset) =>
        Of<TChunk, IReadOnlyList<TChunk>>(stream, [], static (list, chunk) => (list as ImmutableList<TChunk> ?? [.. list]).Add(chunk), refetch);

    /// <summary>Makes data of the chunks.</summary>
    /// <param name="stream">Starts the sequence. If it reads <see cref="QueryContext.CancellationToken"/>, it is cancelled when nobody is interested any more.</param>
    /// <param name="initial">The data before the first chunk, and of a sequence without any.</param>
    /// <param name="add">New data of the old and a chunk. It must be quick, must not call the client and must not change the old data.</param>
    /// <param name="refetch">What a refetch does with the data that is there.</param>
    public static QueryFunction<TData> Of<TChunk, TData>(
        Func<QueryContext, IAsyncEnumerable<TChunk>> stream, TData initial, Func<TData, TChunk, TData> add, StreamRefetch refetch = StreamRefetch.Reset)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(add);
        return context => new StreamedFetch<TChunk, TData>(context, initial, add).RunAsync(stream, refetch);
    }
}
