using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Commands;

public sealed class LinkCommandTests
{
    [Fact]
    public async Task Link_is_the_only_thing_on_standard_output()
    {
        await using var hub = await RunningHub.StartAsync();

        var result = await hub.RunAsync("link");

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.ShouldMatch($"^{hub.Url.Replace(".", @"\.", StringComparison.Ordinal)}/sign-in\\?code=[0-9A-Za-z_-]{{43}}\r?\n$");
        result.Error.Trim().ShouldBe("It works once, for 10 minutes, and signs in as operator of all workspaces.");
    }

    [Fact]
    public async Task Code_of_the_link_gives_the_session_that_was_asked_for()
    {
        await using var hub = await RunningHub.StartAsync();

        var result = await hub.RunAsync("link", "--role", "viewer", "--workspace", "default", "--name", "kim");

        result.Error.ShouldContain("signs in as viewer of workspace default");
        var session = await ExchangeAsync(hub, result.Out);
        (session.GetProperty("role").GetString(), session.GetProperty("workspace").GetString(), session.GetProperty("name").GetString())
            .ShouldBe(("viewer", "default", "kim"));
    }

    [Fact]
    public async Task Workspace_may_come_from_the_environment()
    {
        await using var hub = await RunningHub.StartAsync();
        var cli = new Support.Cli { Variables = { ["CADRE_URL"] = hub.Url, ["CADRE_WORKSPACE"] = "default" } };

        (await cli.StartAsync(["link"], TestContext.Current.CancellationToken).Within("the link")).ShouldBe(ExitCode.Success);

        cli.Error.Text.ShouldContain("operator of workspace default");
    }

    [Fact]
    public async Task Hub_that_demands_tokens_wants_the_token_of_an_admin()
    {
        using var folder = new TemporaryFolder();
        var admin = (await Support.Cli.RunAsync("token", "create", "--role", "admin", "--workspace", "*", "--data", folder.Path)).Out.Trim();
        var viewer = (await Support.Cli.RunAsync("token", "create", "--role", "viewer", "--data", folder.Path)).Out.Trim();
        await using var hub = await RunningHub.StartAsync(folder.Path, "--urls", "http://0.0.0.0:0", "http://127.0.0.1:0");

        (await hub.RunAsync("link")).ShouldSatisfyAllConditions(
            result => result.Code.ShouldBe(ExitCode.Failure), result => result.Error.ShouldContain("--token"), result => result.Out.ShouldBeEmpty());
        (await hub.RunAsync("link", "--token", viewer)).Error.ShouldContain("this needs admin");

        var session = await ExchangeAsync(hub, (await hub.RunAsync("link", "--token", admin)).Out);
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString()) } };
        (await http.GetAsync(hub.Url + "/api/session", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Role_must_be_one()
    {
        var result = await Support.Cli.RunAsync("link", "--role", "opertor");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("Did you mean 'operator'?");
    }

    private static async Task<JsonElement> ExchangeAsync(RunningHub hub, string link)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(hub.Url + "/api/sessions", new { code = link.Trim().Split("code=")[1] }, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
