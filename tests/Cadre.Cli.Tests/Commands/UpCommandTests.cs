using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Commands;

public sealed class UpCommandTests
{
    [Fact]
    public async Task Start_screen_names_address_data_and_what_to_try()
    {
        await using var hub = await RunningHub.StartAsync();

        hub.Screen.ShouldContain($"Address    {hub.Url}\n");
        hub.Screen.ShouldContain($"Data       {hub.Data}\n");
        hub.Screen.ShouldContain("Workspace  default");
        hub.Screen.ShouldContain($"curl {hub.Url}/api/agents\n");
        hub.Screen.ShouldContain($"cadre events --follow --url {hub.Url}\n");
    }

    [Fact]
    public async Task Hub_answers_until_it_is_stopped_and_ends_well()
    {
        await using var hub = await RunningHub.StartAsync();
        using var http = new HttpClient();

        (await http.GetAsync(hub.Url + "/readyz", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await hub.StopAsync()).ShouldBe(ExitCode.Success);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(hub.Url + "/readyz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Port_in_use_names_its_user_and_another_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var folder = new TemporaryFolder();

        var result = await Support.Cli.RunAsync("up", "--data", folder.Path, "--urls", $"http://127.0.0.1:{port}");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldStartWith($"cadre: http://127.0.0.1:{port} is in use by {(OperatingSystem.IsLinux() ? $"process {Environment.ProcessId} (" : "another process")}");
        result.Error.ShouldContain("cadre up --urls http://127.0.0.1:");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hub_for_others_without_token_is_refused_with_the_way_to_make_one()
    {
        using var folder = new TemporaryFolder();

        var result = await Support.Cli.RunAsync("up", "--data", folder.Path, "--urls", "http://0.0.0.0:0");

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain($"cadre token create --role admin --data {folder.Path}");
        result.Error.ShouldNotContain("   at ", customMessage: "no stack trace");
    }

    [Fact]
    public async Task Hub_that_demands_tokens_starts_with_a_link_for_its_first_admin()
    {
        using var folder = new TemporaryFolder();
        await Support.Cli.RunAsync("token", "create", "--role", "admin", "--data", folder.Path);
        await using var hub = await RunningHub.StartAsync(folder.Path, "--urls", "http://0.0.0.0:0", "http://127.0.0.1:0");

        var link = hub.Screen.Split('\n').Single(line => line.Contains("/sign-in?code=", StringComparison.Ordinal)).Trim();
        link.ShouldStartWith("http://localhost:");
        hub.Screen.ShouldContain("It works once, for 10 minutes");
        hub.Screen.ShouldContain("`cadre link` makes another");

        using var http = new HttpClient();
        using var session = await http.PostAsJsonAsync(hub.Url + "/api/sessions", new { code = link.Split("code=")[1] }, TestContext.Current.CancellationToken);
        var body = await session.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        session.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        body.ShouldContain("\"workspace\":\"*\",\"role\":\"admin\"");
    }

    [Fact]
    public async Task Hub_that_trusts_local_callers_needs_no_link()
    {
        await using var hub = await RunningHub.StartAsync();

        hub.Screen.ShouldNotContain("sign-in");
    }

    [Fact]
    public async Task Data_folder_that_is_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();

        var result = await Support.Cli.RunAsync("up", "--urls", "http://127.0.0.1:0", "--data", folder.File("data", ""));

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain("data");
        result.Error.ShouldNotContain("bug in cadre");
    }

    [Fact]
    public async Task Second_hub_on_the_same_data_is_refused()
    {
        await using var hub = await RunningHub.StartAsync();

        var result = await Support.Cli.RunAsync("up", "--urls", "http://127.0.0.1:0", "--data", hub.Data);

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain(hub.Data);
        result.Error.ShouldContain("Use the hub that runs there");
    }

    [Theory]
    [InlineData("--urls", "nonsense", "Urls")]
    [InlineData("--urls", "http://127.0.0.1:99999", "Urls")]
    public async Task Wrong_setting_is_named(string option, string value, string setting)
    {
        using var folder = new TemporaryFolder();

        var result = await Support.Cli.RunAsync("up", "--data", folder.Path, option, value);

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain(setting);
        result.Error.ShouldContain(value);
    }
}
