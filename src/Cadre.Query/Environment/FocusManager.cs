namespace Cadre.Query;

/// <summary>Knows whether somebody looks at the application. Safe for use from any thread.</summary>
public sealed class FocusManager
{
    /// <summary>Whether somebody looks: what was set, or true.</summary>
    public bool IsFocused => throw new NotImplementedException();

    /// <summary>Sets whether somebody looks; null goes back to not knowing, which counts as focused. Tells subscribers if it changed.</summary>
    public void SetFocused(bool? focused) => throw new NotImplementedException();

    /// <summary>Tells subscribers of the focus as it is, changed or not.</summary>
    public void Announce() => throw new NotImplementedException();

    /// <summary>Tells of focus. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<bool> listener) => throw new NotImplementedException();
}
