namespace Cadre.Conformance.Query;

/// <summary>Options, scripted functions and steps. Its trace is what a user of the library sees while they run in virtual time.</summary>
internal sealed record Scenario(string Name, Spec Spec)
{
    public static Scenario Of(object? json)
    {
        var spec = Spec.Of(json);
        return new(spec.Needed("name"), spec);
    }

    public IReadOnlyList<Spec> Steps { get; } = [.. Spec.List("steps").Select(Spec.Of)];

    public bool IsServer => Spec.Says("server");

    public Spec QueryFunction(string name) => Function("fns", name);

    public Spec MutationFunction(string name) => Function("mfns", name);

    private Spec Function(string kind, string name) =>
        Spec.Object(kind).Has(name) ? Spec.Object(kind).Object(name) : throw new ScenarioException($"there is no function '{name}' in {kind}");
}
