using Cadre.Query;
using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps that read and write the cache.</summary>
internal static class DataSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["setData"] = Plain(SetData);
        table["setQueriesData"] = Plain(SetQueriesData);
        table["getData"] = Plain(GetData);
        table["getState"] = Plain(GetState);
        table["getQueriesData"] = Plain(GetQueriesData);
        table["find"] = Plain(Find);
        table["findOne"] = Plain(FindOne);
        table["queryInfo"] = Plain(QueryInfo);
        table["isFetching"] = Plain(static (world, step) =>
            world.Probe("isFetching", ("count", (double)world.ClientOf(step).Client.CountFetching(FilterReader.Queries(world, step)))));
        table["invalidateQuery"] = Plain(static (world, step) => world.ClientOf(step).Client.Queries.Find(world.Keys.Of(step["key"]))?.Invalidate());
        table["snapshot"] = Snapshot;
        table["restore"] = Restore;
        table["capture"] = Plain(Capture);
        table["same"] = Plain(static (world, step) => world.Probe(
            "same", ("a", step["a"]), ("b", step["b"]), ("same", ReferenceEquals(world.Captures[step.Needed("a")], world.Captures[step.Needed("b")]))));
    }

    private static void SetData(World world, Spec step)
    {
        var (client, key, kind) = (world.ClientOf(step).Client, world.Keys.Of(step["key"]), world.KindOf(step["key"]));
        var written = step.Has("update")
            ? kind.Update(client, key, Updates.Named(Spec.OfFunction(step["update"])), UpdatedAt(step))
            : kind.Write(client, key, Json.Copy(step["value"]), UpdatedAt(step));
        if (step.Says("show")) world.Probe("setData", ("returned", Shown.OrNothing(written)), ("nothing", Shown.Truth(!written.HasValue)));
    }

    private static void SetQueriesData(World world, Spec step)
    {
        var client = world.ClientOf(step).Client;
        var filter = FilterReader.Queries(world, step) ?? QueryFilter.All;
        var value = Json.Copy(step["value"]);
        var update = step.Has("update") ? Updates.Named(Spec.OfFunction(step["update"])) : _ => value;
        var kinds = world.HasPages ? new DataKind[] { world.Plain, world.Pages } : [world.Plain];
        var order = client.Queries.FindAll().Select((query, i) => (query.Key, i)).ToDictionary(entry => entry.Key, entry => entry.i);
        var changed = kinds.SelectMany(kind => kind.UpdateMany(client, filter, update, UpdatedAt(step)).ToList()).OrderBy(entry => order[entry.Key]);
        world.Probe("setQueriesData", ("list", List(world, changed)));
    }

    private static void GetData(World world, Spec step)
    {
        var data = world.ClientOf(step).Client.GetData(world.Keys.Of(step["key"]));
        world.Probe("getData", ("key", step["key"]), ("missing", Shown.Truth(!data.HasValue)), ("data", Shown.OrNothing(data)));
    }

    private static void GetState(World world, Spec step)
    {
        var fields = Shown.Query(world.ClientOf(step).Client.GetState(world.Keys.Of(step["key"])));
        fields["key"] = step["key"];
        world.Probe("getState", fields);
    }

    private static void GetQueriesData(World world, Spec step) =>
        world.Probe("getQueriesData", ("list", List(world, world.ClientOf(step).Client.GetQueriesData(FilterReader.Queries(world, step) ?? QueryFilter.All))));

    private static void Find(World world, Spec step) => world.Probe(
        "find", ("keys", world.ClientOf(step).Client.Queries.FindAll(FilterReader.Queries(world, step)).Select(query => world.Keys.Parts(query.Key)).ToList()));

    private static void FindOne(World world, Spec step)
    {
        var (queries, filter) = (world.ClientOf(step).Client.Queries, FilterReader.Queries(world, step) ?? QueryFilter.All);
        var query = step.Object("filters").Has("exact") && !filter.Exact ? (queries.FindAll(filter) is [var first, ..] ? first : null) : queries.Find(filter);
        world.Probe("findOne", query is null ? ("missing", true) : ("key", world.Keys.Parts(query.Key)));
    }

    private static void QueryInfo(World world, Spec step)
    {
        if (world.ClientOf(step).Client.Queries.Find(world.Keys.Of(step["key"])) is not { } query)
        {
            world.Probe("queryInfo", ("key", step["key"]), ("missing", true));
            return;
        }
        world.Probe(
            "queryInfo",
            ("key", step["key"]),
            ("observers", (double)query.ObserverCount),
            ("active", query.IsActive),
            ("disabled", query.IsDisabled),
            ("stale", query.IsStale),
            ("static", query.IsStatic),
            ("gcTime", Shown.Time(query.GcTime)),
            ("meta", query.Meta ?? (object)Nothing.Value));
    }

    private static Task? Snapshot(World world, Spec step, CallbackFrame? frame)
    {
        if (frame is null) throw new ScenarioException("a snapshot outside a callback");
        (frame.Snapshots ??= [])[step.Needed("as")] = Shown.OrNothing(world.ClientOf(step).Client.GetData(world.Keys.Of(step["key"])));
        return null;
    }

    private static Task? Restore(World world, Spec step, CallbackFrame? frame)
    {
        if (frame is null) throw new ScenarioException("a restoration outside a callback");
        var kept = Spec.Of(frame.Context)[step.Needed("from")];
        world.KindOf(step["key"]).Write(world.ClientOf(step).Client, world.Keys.Of(step["key"]), kept, null);
        return null;
    }

    private static void Capture(World world, Spec step)
    {
        var data = step.Has("id")
            ? (world.ObserverOf(step) as SingleObserver)?.Data
            : Shown.OrNothing(world.ClientOf(step).Client.GetData(world.Keys.Of(step["key"])));
        world.Captures[step.Needed("as")] = step.List("path").Aggregate(data, static (value, name) => Script.IsNothing(value) ? Nothing.Value : Script.Member(value, name));
    }

    private static List<object?> List(World world, IEnumerable<(QueryKey Key, Optional<object?> Data)> entries) =>
        [.. entries.Select(entry => Shown.Fields(("key", world.Keys.Parts(entry.Key)), ("data", Shown.OrNothing(entry.Data))))];

    private static DateTimeOffset? UpdatedAt(Spec step) => step.Number("updatedAt") is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
}
