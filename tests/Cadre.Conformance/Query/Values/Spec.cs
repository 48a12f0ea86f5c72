namespace Cadre.Conformance.Query;

/// <summary>An object of a scenario, read by name.</summary>
internal readonly record struct Spec(IReadOnlyDictionary<string, object?> Members)
{
    private static readonly Dictionary<string, object?> NoMembers = [];

    public static Spec Empty { get; } = new(NoMembers);

    public object? this[string name] => Members.TryGetValue(name, out var value) ? value : Nothing.Value;

    public bool Has(string name) => Members.ContainsKey(name);

    public string? Text(string name) => this[name] as string;

    public string Needed(string name) => Text(name) ?? throw new ScenarioException($"{CanonicalJson.Of(Members)} has no text '{name}'");

    public bool Says(string name) => this[name] is true;

    public double? Number(string name) => this[name] as double?;

    public IReadOnlyList<object?> List(string name) => this[name] as IReadOnlyList<object?> ?? [];

    public Spec Object(string name) => Of(this[name]);

    /// <summary>These members, with others over them.</summary>
    public Spec With(Spec others)
    {
        var members = Copied();
        foreach (var (name, value) in others.Members) members[name] = value;
        return new(members);
    }

    public Dictionary<string, object?> Copied() => new(Members, StringComparer.Ordinal);

    public static Spec Of(object? value) => value is IReadOnlyDictionary<string, object?> members ? new(members) : Empty;

    /// <summary>The spec of a named function, also where it is given as its name alone.</summary>
    public static Spec OfFunction(object? value) => value is string name ? new(new Dictionary<string, object?> { ["fn"] = name }) : Of(value);

    public static bool IsFunction(object? value) => value is IReadOnlyDictionary<string, object?> members && members.ContainsKey("fn");
}
