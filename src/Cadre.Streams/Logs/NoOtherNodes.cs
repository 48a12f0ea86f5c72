using System.Runtime.CompilerServices;

namespace Cadre.Streams;

/// <summary>What an embedded engine watches: nothing ever comes, until cancelled.</summary>
static class NoOtherNodes
{
    public static async IAsyncEnumerable<string> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        yield break;
    }
}
