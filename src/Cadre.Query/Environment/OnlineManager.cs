namespace Cadre.Query;

/// <summary>Knows whether there is a network. Safe for use from any thread.</summary>
public sealed class OnlineManager
{
    private readonly WorldFact _network = new(said: true);

    /// <summary>Whether there is a network. True at the start; setting it tells subscribers if it changed.</summary>
    public bool IsOnline
    {
        get => _network.IsTrue;
        set => _network.Say(value);
    }

    /// <summary>Tells of every change. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<bool> listener) => _network.Subscribe(listener);
}
