using Cadre.Query;

namespace Guide;

public sealed class KeyGuide : GuideTest
{
    [Fact]
    public void Keys_are_values()
    {
        #region key-values
        QueryKey one = ["agents", "list", new AgentFilter("blocked", Page: 2)];
        QueryKey same = ["agents", "list", new AgentFilter("blocked", Page: 2)];

        Assert.Equal(one, same);                                    // parts count by value; a record is one part
        Assert.True(one.StartsWith(["agents", "list"]));            // a filter's key is a prefix …
        Assert.False(one.StartsWith(["agents", "li"]));             // … of whole parts
        Assert.Equal<QueryKey>(["jobs", 1], ["jobs", 1L]);          // numbers count by value whatever their type
        Assert.NotEqual<QueryKey>(["jobs", 1], ["jobs", "1"]);      // a number is no text
        #endregion
    }

    [Fact]
    public void Objects_match_in_part()
    {
        #region key-objects
        QueryKey key = ["agents", "list", new Dictionary<string, object?> { ["status"] = "blocked", ["page"] = 2 }];

        Assert.True(key.StartsWith(["agents", "list", new Dictionary<string, object?> { ["status"] = "blocked" }]));
        #endregion
    }

    [Fact]
    public Task A_key_that_forgets_a_parameter_mixes_things_up() => Play(async () =>
    {
        #region key-forgets
        // Don't: what the fetch uses is not in the key, so all agents share one entry.
        QueryDefinition<Agent> Detail(string id) => new(["agents", "detail"], context => Api.GetAsync(id, context.CancellationToken));

        await Client.FetchAsync(Detail("ada"));
        Client.TryGetData(Detail("bob"), out var bob);      // bob is Ada
        #endregion

        bob!.Id.ShouldBe("ada");
    });

    [Fact]
    public void One_key_with_two_types_is_an_error()
    {
        #region key-types
        Client.SetData(new QueryDefinition<Agent>(["agents", "detail", "ada"]), new Agent("ada", "Ada", "running", 1));

        var error = Assert.Throws<QueryTypeMismatchException>(() =>
            Client.GetData(new QueryDefinition<string>(["agents", "detail", "ada"])));
        // The query ["agents","detail","ada"] holds data of type Guide.Agent, but was asked for System.String: use one definition for one key.
        #endregion

        error.Message.ShouldBe("The query [\"agents\",\"detail\",\"ada\"] holds data of type Guide.Agent, but was asked for System.String: use one definition for one key.");
    }
}
