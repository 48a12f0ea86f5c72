using Cadre.Fleet;
using Cadre.Live.Tests.Faults;

namespace Cadre.Client.Tests.Api;

public sealed class HubAdminTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private HttpClient _http = null!;
    private HubAdmin _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _http = HubHttp.Create(_hub.Address);
        _admin = new HubAdmin(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Workspaces_are_created_and_are_apart()
    {
        (await _admin.CreateWorkspaceAsync("night", "executive")).Agents.ShouldBe(7);
        (await _admin.GetWorkspacesAsync()).Select(workspace => workspace.Id).ShouldBe(["default", "night"]);
        await new HubApi(_http, "night").CreateTaskAsync("watch");
        (await _admin.GetWorkspaceAsync("night")).Tasks.ShouldBe(1);
        (await _admin.GetWorkspaceAsync("default")).Tasks.ShouldBe(0);
        await Should.ThrowAsync<HubConflictException>(() => _admin.CreateWorkspaceAsync("night"));
        (await Should.ThrowAsync<HubInvalidException>(() => _admin.CreateWorkspaceAsync("Night Shift"))).Problem.Pointer.ShouldBe("/id");
    }

    [Fact]
    public async Task A_token_is_made_used_listed_and_revoked()
    {
        var (token, secret) = await _admin.CreateTokenAsync("default", "agent", "ada");
        using var http = HubHttp.Create(_hub.Address, (refused, _) => new(refused is null ? secret : null));
        var api = new HubApi(http);
        await api.CreateAgentAsync(AgentId.Parse("ada"));
        await Should.ThrowAsync<HubAccessException>(() => api.CreateAgentAsync(AgentId.Parse("bob")));
        (await _admin.GetTokensAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            listed => listed.Id.ShouldBe(token.Id), listed => listed.Name.ShouldBe("ada"), listed => listed.RevokedAt.ShouldBeNull());
        await _admin.RevokeTokenAsync(token.Id);
        (await Should.ThrowAsync<HubAccessException>(() => api.GetAgentsAsync())).Problem.Code.ShouldBe("token-invalid");
        (await Should.ThrowAsync<HubInvalidException>(() => _admin.CreateTokenAsync("default", "boss"))).Problem.Allowed.ShouldContain("admin");
    }

    [Fact]
    public async Task A_code_becomes_a_session_once_and_the_session_ends()
    {
        var signIn = await _admin.CreateSignInAsync("default", "viewer", "kim");
        (signIn.Workspace, signIn.Role, signIn.Name).ShouldBe(("default", "viewer", "kim"));

        var (session, secret) = await _admin.ExchangeAsync(signIn.Code);
        (session.Workspace, session.Role, session.Name).ShouldBe(("default", "viewer", "kim"));
        session.ExpiresAt.ShouldNotBeNull().ShouldBeGreaterThan(signIn.ExpiresAt);
        (await Should.ThrowAsync<HubAccessException>(() => _admin.ExchangeAsync(signIn.Code))).Problem.Code.ShouldBe("code-invalid");

        using var http = HubHttp.Create(_hub.Address, (refused, _) => new(refused is null ? secret : null));
        var browser = new HubAdmin(http);
        (await browser.GetSessionAsync()).ShouldBe(new HubSession("default", "viewer", "kim", IsLocal: false, session.ExpiresAt));
        (await _admin.GetTokensAsync()).ShouldHaveSingleItem().ExpiresAt.ShouldBe(session.ExpiresAt);
        await browser.EndSessionAsync();
        (await Should.ThrowAsync<HubAccessException>(() => browser.GetSessionAsync())).Problem.Code.ShouldBe("token-invalid");
    }

    [Fact]
    public async Task Who_wishes_nothing_makes_a_code_for_an_operator_of_all()
    {
        var signIn = await _admin.CreateSignInAsync();

        (signIn.Workspace, signIn.Role, signIn.Name).ShouldBe(("*", "operator", null));
    }

    [Fact]
    public async Task A_local_caller_is_an_admin_without_a_session()
    {
        (await _admin.GetSessionAsync()).ShouldBe(new HubSession("*", "admin", null, IsLocal: true, null));
        (await Should.ThrowAsync<HubInvalidException>(() => _admin.EndSessionAsync())).Problem.Code.ShouldBe("no-session");
    }

    [Fact]
    public async Task A_hub_that_takes_writes_is_ready() => await _admin.CheckReadyAsync();
}
