namespace Cadre.Query;

public sealed partial class QueryClient
{
    /// <summary>Calls an action once all that listeners are being told is told: for screens that draw once for a burst of changes.</summary>
    /// <remarks>Meant for listeners. Outside of one, and outside of <see cref="Batch"/>, the action is called before this returns or by the thread that tells.</remarks>
    public void AfterDelivery(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        using var turn = Turns.Begin();
        Turns.Tell_NeedsLock(new Afterwards(action), null);
    }

    private sealed class Afterwards(Action action) : IDelivery
    {
        public void Deliver(object? what) => action();
    }
}
