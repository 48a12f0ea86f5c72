using Cadre.Fleet;
using Cadre.Query;

namespace Cadre.Client.Tests.Keys;

public sealed class KeyTests
{
    private static readonly AgentFilter Blocked = new() { Status = AgentStatus.Blocked, Type = "worker", Limit = 5, Offset = 10 };
    private static readonly TaskFilter Held = new() { Agent = AgentId.Parse("ada") };

    private static readonly EventFilter Trouble = new() { Types = [EventTypes.TaskBlocked, EventTypes.AgentUpdated], Task = new TaskId(17) };

    private readonly FleetQueries _queries = new(new HubApi(new HttpClient()));

    [Fact]
    public void Keys_are_what_dashboards_and_documents_rely_on()
    {
        FleetKeys.Agent(AgentId.Parse("ceo")).ToString().ShouldBe("""["agent","ceo"]""");
        FleetKeys.AgentList(AgentFilter.All).ToString().ShouldBe("""["agents","list"]""");
        FleetKeys.Predictions.ToString().ShouldBe("""["conflicts","predictions"]""");
        FleetKeys.Task(new TaskId(17)).ToString().ShouldBe("""["task",17]""");
        FleetKeys.AgentList(Blocked).ToString().ShouldBe("""["agents","list",{"limit":5,"offset":10,"status":"blocked","type":"worker"}]""");
        FleetKeys.TaskList(Held).ToString().ShouldBe("""["tasks","list",{"agent":"ada","limit":10000}]""");
        FleetKeys.Events(Trouble, new("e", 7)).ToString().ShouldBe("""["log","events",{"before":"e:7","task":17,"types":["agent.updated","task.blocked"]}]""");
    }

    [Fact]
    public void Every_query_has_the_key_that_the_factory_makes()
    {
        var (agent, task) = (AgentId.Parse("ada"), new TaskId(17));
        Dictionary<string, (QueryKey Made, QueryKey Used)> known = new()
        {
            ["State"] = (FleetKeys.State, _queries.State.Key),
            ["Activity"] = (FleetKeys.Activity, _queries.Activity.Key),
            ["Progress"] = (FleetKeys.Progress, _queries.Progress.Key),
            ["Claims"] = (FleetKeys.Claims, _queries.Claims.Key),
            ["Graph"] = (FleetKeys.Graph, _queries.Graph.Key),
            ["Predictions"] = (FleetKeys.Predictions, _queries.Predictions.Key),
            ["Agent"] = (FleetKeys.Agent(agent), _queries.Agent(agent).Key),
            ["Task"] = (FleetKeys.Task(task), _queries.Task(task).Key),
            ["Agents"] = (FleetKeys.AgentList(Blocked), _queries.Agents(Blocked).Key),
            ["Tasks"] = (FleetKeys.TaskList(Held), _queries.Tasks(Held).Key),
            ["Range"] = (FleetKeys.LogRange, _queries.Range.Key),
            ["RecentEvents"] = (FleetKeys.RecentEvents, _queries.RecentEvents.Key),
            ["ProgressHistory"] = (FleetKeys.ProgressHistory, _queries.ProgressHistory.Key),
            ["Events"] = (FleetKeys.Events(Trouble), _queries.Events(Trouble).Key),
            ["Past"] = (FleetKeys.Past("e:7"), _queries.Past("e:7").Key),
        };
        Declared().ShouldBe(known.Keys, ignoreOrder: true, "a query that is new needs a line in this test");
        foreach (var (name, (made, used)) in known) used.ShouldBe(made, name);
        known.Values.Select(keys => keys.Used).Distinct().Count().ShouldBe(known.Count);
    }

    [Fact]
    public void Every_key_is_a_resource_and_what_of_it()
    {
        foreach (var key in FleetKeys.Everything) key[0].ShouldBeOfType<string>().ShouldNotBeEmpty();
        _queries.Agents(Blocked).Key.StartsWith(FleetKeys.Agents).ShouldBeTrue();
        _queries.Tasks(Held).Key.StartsWith(FleetKeys.Tasks).ShouldBeTrue();
        _queries.Agents().Key.ShouldBe(FleetKeys.Agents);
        _queries.Tasks().Key.ShouldBe(FleetKeys.Tasks);
    }

    private static IEnumerable<string> Declared() =>
    [
        .. typeof(FleetQueries).GetProperties().Where(property => IsQuery(property.PropertyType)).Select(property => property.Name),
        .. typeof(FleetQueries).GetMethods().Where(method => !method.IsSpecialName && IsQuery(method.ReturnType)).Select(method => method.Name),
    ];

    private static bool IsQuery(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var kind && (kind == typeof(QueryDefinition<>) || kind == typeof(InfiniteQueryDefinition<,>));
}
