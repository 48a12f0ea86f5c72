using System.Text.Json;
using System.Text.Json.Serialization;
using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed record StoredAgent(string Id, int Tasks);

[JsonSerializable(typeof(StoredAgent))]
[JsonSerializable(typeof(List<StoredAgent>))]
[JsonSerializable(typeof(InfiniteData<StoredAgent, int>))]
[JsonSerializable(typeof(string))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StoredJson : JsonSerializerContext;

public sealed class DehydratedJsonTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly QueryClient _source;
    private readonly QueryClient _target;
    private readonly DataTypes _types = new DataTypes()
        .Add("agent", StoredJson.Default.StoredAgent)
        .Add("agents", StoredJson.Default.ListStoredAgent)
        .Add("pages", StoredJson.Default.InfiniteDataStoredAgentInt32)
        .Add("text", StoredJson.Default.String);

    public DehydratedJsonTests()
    {
        _source = _scheduler.CreateClient();
        _target = _scheduler.CreateClient();
    }

    [Fact]
    public void State_reads_well()
    {
        _source.SetData(new QueryDefinition<StoredAgent>(["agents", "a-1"]), new("a-1", 3));

        _source.Dehydrate().ToJson(_types).ShouldBe(
            """{"queries":[{"key":["agents","a-1"],"type":"agent","dehydratedAt":1000000,"state":{"status":"success","data":{"id":"a-1","tasks":3},"dataUpdatedAt":1000000,"dataUpdateCount":1}}],"mutations":[]}""");
    }

    [Fact]
    public void All_of_a_state_survives()
    {
        var id = Guid.NewGuid();
        QueryDefinition<StoredAgent> agent = new(["agents", id, new Dictionary<string, object?> { ["deep"] = true }]) { Meta = new Dictionary<string, object?> { ["n"] = 1, ["not"] = this } };
        QueryDefinition<InfiniteData<StoredAgent, int>> pages = new(["pages"]);
        QueryDefinition<StoredAgent> failing = new(["failing"], _ => Task.FromException<StoredAgent>(new InvalidOperationException("boom")));
        _ = _scheduler.RunAsync(() => _source.PrefetchAsync(agent with { Fetch = _ => Task.FromResult(new StoredAgent("a", 1)) }));
        _source.SetData(pages, new([new("b", 2), new("c", 3)], [0, 1]));
        _source.Queries.Find(pages.Key)!.Invalidate();
        _ = _scheduler.RunAsync(() => _source.PrefetchAsync(failing));

        var json = _source.Dehydrate(new DehydrateOptions { ShouldDehydrateQuery = _ => true }).ToJson(_types);
        var state = DehydratedState.FromJson(json, _types);
        _target.Hydrate(state);

        state.Skipped.ShouldBeEmpty();
        state.Queries[1].IsInfinite.ShouldBeTrue();
        _target.GetData(agent).ShouldBe(new StoredAgent("a", 1));
        _target.Queries.Find(agent.Key)!.Meta.ShouldNotBeNull().Single().ShouldBe(new("n", 1L));
        _target.GetState(pages)!.IsInvalidated.ShouldBeTrue();
        _target.GetData(pages)!.Pages.ShouldBe([new("b", 2), new("c", 3)]);
        _target.GetData(pages)!.PageParams.ShouldBe([0, 1]);
        var failed = _target.GetState(failing)!;
        failed.Error.ShouldBeOfType<RestoredException>().Message.ShouldBe("boom");
        failed.ErrorUpdateCount.ShouldBe(1);
        failed.FailureCount.ShouldBe(1);
        failed.ErrorUpdatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
    }

    [Fact]
    public void Mutation_survives_with_its_values()
    {
        _scheduler.Online.IsOnline = false;
        var add = new MutationDefinition<StoredAgent, string, List<StoredAgent>>
        {
            Key = ["add"],
            Mutate = (agent, _) => Task.FromResult("added " + agent.Id),
            OnMutate = (agent, _) => new(Optional.Of(new List<StoredAgent> { agent })),
            Meta = new Dictionary<string, object?> { ["m"] = "x" },
        };
        _ = _scheduler.Run(() => _source.MutateAsync(add, new("a", 1)));
        _scheduler.Settle();
        _target.SetMutationDefaults(["add"], add);

        var state = DehydratedState.FromJson(_source.Dehydrate().ToJson(_types), _types);
        _source.Clear();
        _target.Hydrate(state);
        _scheduler.Run(() => _scheduler.Online.IsOnline = true);
        _ = _scheduler.RunAsync(_target.ResumePausedMutationsAsync);

        var mutation = _target.Mutations.FindAll().ShouldHaveSingleItem();
        mutation.State.UntypedData.Value.ShouldBe("added a");
        mutation.State.SubmittedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
        ((List<StoredAgent>)mutation.State.UntypedContext.Value!).ShouldBe([new("a", 1)]);
        mutation.Options.Meta!["m"].ShouldBe("x");
    }

    [Fact]
    public void Data_of_an_unknown_type_cannot_be_written()
    {
        _source.SetData(new QueryDefinition<DateTime>(["when"]), default);

        Should.Throw<InvalidOperationException>(() => _source.Dehydrate().ToJson(_types)).Message.ShouldContain("""["when"] holds data of type System.DateTime""");
    }

    [Fact]
    public void Key_that_would_not_be_found_again_cannot_be_written()
    {
        _source.SetData(new QueryDefinition<string>(["x", new StoredAgent("a", 1)]), "x");

        Should.Throw<InvalidOperationException>(() => _source.Dehydrate().ToJson(_types)).Message.ShouldContain("JSON cannot hold");
    }

    [Fact]
    public void Entries_that_do_not_fit_any_more_are_left_out_and_told()
    {
        const string Json = """
            {"queries":[
              {"key":["gone"],"type":"gone","dehydratedAt":1,"state":{"status":"success","data":1}},
              {"key":["broken"],"type":"agent","dehydratedAt":1,"state":{"status":"success","data":"no agent"}},
              {"type":"agent","dehydratedAt":1,"state":{"status":"success"}},
              {"key":["odd"],"type":"text","dehydratedAt":1,"state":{"status":"odd","data":"x"}},
              {"key":["fine"],"type":"text","dehydratedAt":1,"state":{"status":"success","data":"x","dataUpdatedAt":1}}],
             "mutations":[{"state":{"status":"pending","variables":{"type":"gone","value":1}}}]}
            """;

        var state = DehydratedState.FromJson(Json, _types);

        state.Queries.ShouldHaveSingleItem().Key.ToString().ShouldBe("""["fine"]""");
        state.Mutations.ShouldBeEmpty();
        state.Skipped.Count.ShouldBe(5);
        state.Skipped[0].Message.ShouldContain("'gone' is not among the DataTypes");
    }

    [Fact]
    public void Text_that_is_no_state_is_refused()
    {
        Should.Throw<JsonException>(() => DehydratedState.FromJson("{", _types));
        Should.Throw<JsonException>(() => DehydratedState.FromJson("[]", _types));
        Should.Throw<JsonException>(() => DehydratedState.FromJson("""{"queries":[]}""", _types));
    }

    [Fact]
    public void Type_or_name_that_is_there_already_is_refused()
    {
        Should.Throw<ArgumentException>(() => _types.Add("agent", StoredJson.Default.Int32)).Message.ShouldContain("'agent'");
        Should.Throw<ArgumentException>(() => _types.Add("agent2", StoredJson.Default.StoredAgent)).Message.ShouldContain("as 'agent'");
        _types.Knows(typeof(StoredAgent)).ShouldBeTrue();
        _types.Knows(typeof(DateTime)).ShouldBeFalse();
    }
}
