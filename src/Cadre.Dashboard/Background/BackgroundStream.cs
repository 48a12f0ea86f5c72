using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cadre.Dashboard.Components;
using Cadre.Dashboard.Components.Fleet;
using Cadre.Dashboard.Sessions;

namespace Cadre.Dashboard.Background;

/// <summary>Tells a tab in the background who needs somebody: at once, with each change, and now and then again, so that silence means a lost connection.</summary>
internal static class BackgroundStream
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>Ends, without an error, when it is cancelled.</summary>
    public static async IAsyncEnumerable<SseItem<string>> Of(FleetSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = new FleetScope(session, at: null);
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var observer = session.Client.Observe(session.Store.Queries.Agents(), NeedsNow.Of);
        using var watching = observer.Subscribe(_ => changed.Writer.TryWrite(true));
        var told = default(ImmutableArray<Newcomer>);
        var coming = NextAsync();
        var comes = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (observer.CurrentResult is { HasData: true, Data: var needy } && (!comes || told.IsDefault || !needy.SequenceEqual(told)))
                yield return new SseItem<string>(NeedsNow.Json(scope, told = needy));
            comes = await ComesAsync(coming, session.Time, cancellationToken);
            if (comes) coming = NextAsync();
        }

        Task<bool> NextAsync()
        {
            changed.Reader.TryRead(out _);
            return changed.Reader.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    /// <summary>Whether something changed before it is time to say the same again.</summary>
    private static async Task<bool> ComesAsync(Task<bool> coming, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await coming.WaitAsync(Heartbeat, time, cancellationToken);
            // Nobody looks: what changes together is told together.
            await Task.Delay(Interval, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
