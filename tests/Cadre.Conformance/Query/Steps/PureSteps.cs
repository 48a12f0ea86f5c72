using Cadre.Query;
using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps that need no client: keys and sharing.</summary>
internal static class PureSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["hash"] = Plain(Hash);
        table["match"] = Plain(static (world, step) =>
            world.Probe("match", ("key", step["key"]), ("by", step["by"]), ("match", world.Keys.Of(step["key"]).StartsWith(world.Keys.Of(step["by"])))));
        table["share"] = Plain(Share);
    }

    private static void Hash(World world, Spec step)
    {
        var keys = step.List("keys").Select(world.Keys.Of).ToList();
        world.Probe("hash", ("equal", keys.Select(key => (object?)(double)keys.IndexOf(key)).ToList()));
    }

    private static void Share(World world, Spec step)
    {
        var previous = Json.Copy(step["prev"]);
        var shared = Sharing.Share(previous, Json.Copy(step["next"]));
        var kept = new List<object?>();
        Collect(previous, shared, "", kept);
        world.Probe("share", ("value", shared), ("kept", kept));
    }

    private static void Collect(object? previous, object? shared, string path, List<object?> kept)
    {
        if (shared is not (IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>)) return;
        if (ReferenceEquals(previous, shared))
        {
            kept.Add(path.Length == 0 ? "$" : path);
            return;
        }
        if (previous is not (IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>)) return;
        foreach (var (name, part) in Parts(shared)) Collect(Script.Member(previous, name), part, path.Length == 0 ? name : $"{path}.{name}", kept);
    }

    private static IEnumerable<(string Name, object? Part)> Parts(object? value) => value is IReadOnlyDictionary<string, object?> members
        ? members.Select(member => (member.Key, member.Value))
        : Script.List(value).Select((item, i) => ($"{i}", item));
}
