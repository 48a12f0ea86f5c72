using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Cadre.Query;

/// <summary>What an observable tells, as a sequence; a slow reader gets the latest, not all.</summary>
internal static class LatestResults
{
    public static async IAsyncEnumerable<T> OfAsync<T>(
        IObservable<T> source, bool continueOnCapturedContext, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var latest = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using var subscription = source.Subscribe(new ToChannel<T>(latest.Writer));
        while (await latest.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(continueOnCapturedContext))
            while (latest.Reader.TryRead(out var result)) yield return result;
    }

    private sealed class ToChannel<T>(ChannelWriter<T> writer) : IObserver<T>
    {
        public void OnNext(T value) => writer.TryWrite(value);

        public void OnCompleted() => writer.TryComplete();

        public void OnError(Exception error)
        {
        }
    }
}
