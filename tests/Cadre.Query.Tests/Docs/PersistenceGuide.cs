using Cadre.Query;
using Cadre.Query.Testing;
using Cadre.TestKit;

namespace Guide;

public sealed class PersistenceGuide : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cadre-guide-").FullName;

    #region data-types
    private static readonly DataTypes Types = new DataTypes()
        .Add("agent", FleetJson.Default.Agent)
        .Add("statistics", FleetJson.Default.Statistics)
        .Add("rename", FleetJson.Default.Rename);
    #endregion

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Next_start_shows_what_the_last_one_knew()
    {
        var path = Path.Combine(_folder, "cache.json");
        var queries = new FleetQueries(new FakeFleet(TimeProvider.System));
        var mutations = new FleetMutations(new FakeFleet(TimeProvider.System));
        using (var client = new QueryClient())
        {
            #region persistence
            // Paused mutations are restored by key: say which definition a key stands for.
            client.SetMutationDefaults(["agents", "rename"], mutations.Rename);

            await using var persistence = await QueryPersistence.StartAsync(
                client, new FileQueryStorage(path), new QueryPersistenceOptions { Types = Types, Version = "1" });
            await client.ResumePausedMutationsAsync();
            #endregion

            client.SetData(queries.Agent("ada"), new Agent("ada", "Ada", "running", 1));
        }

        using var next = new QueryClient();
        await using var restored = await QueryPersistence.StartAsync(
            next, new FileQueryStorage(path), new QueryPersistenceOptions { Types = Types, Version = "1" }).Within("reading the state");
        next.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada");
    }

    [Fact]
    public async Task File_keeps_what_was_written_last()
    {
        var path = Path.Combine(_folder, "state.json");
        var storage = new FileQueryStorage(path);
        (await storage.ReadAsync(default)).ShouldBeNull();

        await storage.WriteAsync("one, and longer", default);
        await storage.WriteAsync("two", default);

        (await new FileQueryStorage(path).ReadAsync(default)).ShouldBe("two");
        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void Server_hands_what_it_fetched_to_a_client()
    {
        using var server = new QueryClient(new QueryClientOptions { IsServer = true });
        using var client = new QueryClient();
        var queries = new FleetQueries(new FakeFleet(TimeProvider.System));
        server.SetData(queries.Agent("ada"), new Agent("ada", "Ada", "running", 1));

        #region hydration
        string json = server.Dehydrate().ToJson(Types);             // into the page that the server renders
        client.Hydrate(DehydratedState.FromJson(json, Types));      // newer data wins; nothing is fetched
        #endregion

        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada");
    }
}
