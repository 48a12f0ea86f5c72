namespace Cadre.Pages.Tests.Screens;

/// <summary>What the components of the tests show: texts by name. Safe for use from any thread.</summary>
public sealed class Store
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _texts = [];
    private readonly List<WeakReference> _components = [];
    private int _alive;

    public event Action<IReadOnlyCollection<string>>? Changed;

    /// <summary>Components that live.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <summary>Components that anything still refers to.</summary>
    public int Reachable
    {
        get { lock (_gate) return _components.Count(static component => component.IsAlive); }
    }

    public string this[string name]
    {
        get { lock (_gate) return _texts.GetValueOrDefault(name, ""); }
        set => Set((name, value));
    }

    /// <summary>Changes several texts at a time.</summary>
    public void Set(params (string Name, string Text)[] texts)
    {
        lock (_gate)
            foreach (var (name, text) in texts) _texts[name] = text;
        Changed?.Invoke([.. texts.Select(static text => text.Name)]);
    }

    internal void Add(object component)
    {
        Interlocked.Increment(ref _alive);
        lock (_gate) _components.Add(new WeakReference(component));
    }

    internal void Remove() => Interlocked.Decrement(ref _alive);
}
