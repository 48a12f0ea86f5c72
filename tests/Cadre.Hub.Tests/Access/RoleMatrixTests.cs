using System.Net;
using System.Text.RegularExpressions;
using Cadre.Hub.Access;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Tests.Native;
using Microsoft.AspNetCore.Routing;

namespace Cadre.Hub.Tests.Access;

/// <summary>Every endpoint with every role, from the endpoints as they are mapped: one that is added later is tried too.</summary>
public sealed partial class RoleMatrixTests
{
    [Fact]
    public async Task Every_endpoint_lets_in_its_role_and_those_above_and_nobody_else()
    {
        await using var hub = await TestHub.StartAsync(o => o.RequireTokens = true);
        var tokens = new Dictionary<Role, string>();
        foreach (var role in Enum.GetValues<Role>())
            tokens[role] = await hub.TokenAsync(RoleNames.Of(role));

        foreach (var (operation, path) in Operations(hub))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var reply = await SendAsync(hub, operation, path, tokens[role]);
                var what = $"{operation.Id} as {RoleNames.Of(role)}: {(int)reply.Status} {reply.Body}";
                if (operation.Access.Role is { } needed && role < needed)
                    reply.ShouldBeProblem(403, "forbidden").Text("neededRole").ShouldBe(RoleNames.Of(needed), what);
                else
                    reply.Status.ShouldNotBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError], what);
            }
        }
    }

    [Fact]
    public async Task Every_endpoint_asks_for_a_token_unless_it_is_for_everyone()
    {
        await using var hub = await TestHub.StartAsync(o => o.RequireTokens = true);

        foreach (var (operation, path) in Operations(hub))
        {
            var reply = await SendAsync(hub, operation, path, token: null);
            if (operation.Access.Role is null)
                reply.Status.ShouldNotBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError], $"{operation.Id}: {reply.Body}");
            else
                reply.ShouldBeProblem(401, "token-required");
        }
    }

    [Fact]
    public async Task Token_of_another_workspace_is_let_in_nowhere()
    {
        await using var hub = await TestHub.StartAsync(o => o.RequireTokens = true);
        await hub.PostAsync("/api/workspaces", """{"id":"other"}""", await hub.TokenAsync("admin"));
        var token = await hub.TokenAsync("admin", "other");

        foreach (var (operation, path) in Operations(hub).Where(o => o.Operation.Access is { Role: not null, Scope: not WorkspaceScope.Caller }))
            (await SendAsync(hub, operation, path, token)).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Every_rule_of_the_access_table_belongs_to_an_endpoint()
    {
        await using var hub = await TestHub.StartAsync();
        var mapped = Operations(hub).Select(o => o.Operation.Id);

        AccessTable.All.Select(rule => rule.Key).ShouldBe(mapped, ignoreOrder: true);
    }

    [Theory]
    [InlineData("DELETE", "/api/workspaces/default/agents/ceo", null)]
    [InlineData("POST", "/api/workspaces/default/agents", """{"id":"stranger"}""")]
    [InlineData("DELETE", "/api/workspaces/default/claims/claim-1", null)]
    public async Task Named_agent_may_not_act_for_others(string method, string path, string? body)
    {
        await using var hub = await TestHub.StartAsync();
        (await hub.PostAsync(NativeHub.Root + "/claims", """{"agentId":"ceo","resource":"port:1"}""")).ShouldBeOk(HttpStatusCode.Created);
        var before = await hub.CursorAsync();

        (await hub.SendAsync(new HttpMethod(method), path, body, await hub.TokenAsync("agent", "default", "coo"))).ShouldBeProblem(403, "forbidden");
        (await hub.CursorAsync()).ShouldBe(before);

        (await hub.SendAsync(new HttpMethod(method), path, body, await hub.TokenAsync("operator", "default", "coo"))).Status
            .ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Named_agent_may_act_for_itself_and_those_below_it()
    {
        await using var hub = await NativeHub.StartAsync();
        var token = await hub.TokenAsync("agent", "default", "lead");

        (await hub.PostAsync(NativeHub.Root + "/agents", """{"id":"lead"}""", token)).ShouldBeOk(HttpStatusCode.Created);
        (await hub.PostAsync(NativeHub.Root + "/agents", """{"id":"lead/tests"}""", token)).ShouldBeOk(HttpStatusCode.Created);
        (await hub.PostAsync(NativeHub.Root + "/claims", """{"agentId":"lead/tests","resource":"port:1"}""", token)).ShouldBeOk(HttpStatusCode.Created);
        (await hub.SendAsync(HttpMethod.Delete, NativeHub.Root + "/claims/claim-1", token: token)).ShouldBeOk();
        (await hub.SendAsync(HttpMethod.Delete, NativeHub.Root + "/agents/lead%2Ftests", token: token)).ShouldBeOk();
    }

    [Theory]
    [InlineData("""{"type":"agent.created","data":{"agent":{"id":"other"}}}""")]
    [InlineData("""{"type":"agents.loaded","data":{"agents":[]}}""")]
    [InlineData("""{"type":"progress.updated","data":{"completedTasks":0,"totalTasks":1,"percentage":0}}""")]
    [InlineData("""{"type":"fleet.resynced","data":{"agents":[],"tasks":[],"activity":[],"timestamp":1}}""")]
    public async Task Event_is_the_same_act_as_the_request(string item)
    {
        await using var hub = await NativeHub.StartAsync();

        var asAgent = (await hub.PostAsync(NativeHub.Root + "/events", item, await hub.TokenAsync("agent", "default", "lead"))).ShouldBeOk();
        var asOperator = (await hub.PostAsync(NativeHub.Root + "/events", item, await hub.TokenAsync("operator", "default", "lead"))).ShouldBeOk();

        asAgent.GetProperty("results")[0].GetProperty("problem").Text("code").ShouldBe("forbidden");
        asOperator.Number("accepted").ShouldBe(1);
    }

    private static IEnumerable<(Operation Operation, string Path)> Operations(TestHub hub) =>
        from endpoint in hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let operation = endpoint.Metadata.GetMetadata<Operation>()
        where operation is not null
        let path = RouteValue().Replace(endpoint.RoutePattern.RawText!, match => match.Value switch
        {
            "{ws}" => "default",
            "{project}" => "1",
            _ => "nothing",
        })
        select (operation, path);

    /// <summary>A request that passes the access check and fails after it, or reads.</summary>
    private static async Task<Reply> SendAsync(TestHub hub, Operation operation, string path, string? token)
    {
        // A stream that was let in would stay open; a bad cursor ends it at once.
        var address = operation.IsStream ? path + "?after=bad" : path;
        return await hub.SendAsync(new HttpMethod(operation.Method), address, operation.Body is null ? null : "7", token);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex RouteValue();
}
