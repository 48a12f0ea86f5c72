namespace Cadre.Query;

/// <summary>Knows whether somebody looks at the application. Safe for use from any thread.</summary>
public sealed class FocusManager
{
    private readonly WorldFact _focus = new(said: null);

    /// <summary>Whether somebody looks: what was set, or true.</summary>
    public bool IsFocused => _focus.IsTrue;

    /// <summary>Sets whether somebody looks; null goes back to not knowing, which counts as focused. Tells subscribers if it changed.</summary>
    /// <remarks>The first time that true is set counts as a change: until then nobody had said so.</remarks>
    public void SetFocused(bool? focused) => _focus.Say(focused);

    /// <summary>Tells subscribers of the focus as it is, changed or not.</summary>
    public void Announce() => _focus.Announce();

    /// <summary>Tells of focus. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<bool> listener) => _focus.Subscribe(listener);
}
