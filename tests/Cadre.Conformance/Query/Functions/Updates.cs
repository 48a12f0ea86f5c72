namespace Cadre.Conformance.Query;

/// <summary>Updaters by name: data or nothing in, data or nothing out.</summary>
internal static class Updates
{
    public static Func<object?, object?> Named(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "inc" => data => data is Nothing ? 1.0 : Script.Plus(data, 1.0),
            "plus" => data => Script.Plus(Script.IsNothing(data) ? 0.0 : data, argument),
            "append" => data => (List<object?>)[.. Script.IsNothing(data) ? [] : Script.List(data), Json.Copy(argument)],
            "removeId" => data => data is Nothing ? data : Script.List(data).Where(item => !HasId(item, argument)).ToList(),
            "setField" => data => Script.With(data, [new(Spec.Of(argument).Needed("field"), Spec.Of(argument)["value"])]),
            "patchId" => data => data is Nothing ? data : Script.List(data).Select(item => Patched(item, Spec.Of(argument))).ToList(),
            "nothing" => _ => Nothing.Value,
            "same" => data => data,
            "copy" => Json.Copy,
            "const" => _ => Json.Copy(argument),
            var name => throw new ScenarioException($"there is no update function '{name}'"),
        };
    }

    private static bool HasId(object? item, object? id) => Json.Same(Script.Member(item, "id"), id);

    private static object? Patched(object? item, Spec patch) => HasId(item, patch["id"]) ? Script.With(item, patch.Object("set").Members) : item;
}
