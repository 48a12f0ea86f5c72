namespace Cadre.Query;

/// <summary>Knows whether there is a network. Safe for use from any thread.</summary>
public sealed class OnlineManager
{
    /// <summary>Whether there is a network. True at the start; setting it tells subscribers if it changed.</summary>
    public bool IsOnline { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }

    /// <summary>Tells of every change. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<bool> listener) => throw new NotImplementedException();
}
