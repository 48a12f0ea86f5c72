using System.Net.Http.Json;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Created_token_is_the_only_thing_on_standard_output()
    {
        var result = await Support.Cli.RunAsync("token", "create", "--role", "agent", "--name", "ada", "--data", _folder.Path);

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.Trim().ShouldMatch(@"^cdr_[0-9a-z]{12}_\S{43}$");
        result.Error.ShouldContain("role agent for workspace default");
        result.Error.ShouldContain("it is not shown again");
    }

    [Fact]
    public async Task Secret_is_neither_listed_nor_stored()
    {
        var secret = (await CreateAsync()).Split('_', 3)[2];

        (await ListAsync()).Out.ShouldNotContain(secret);
        Directory.EnumerateFiles(_folder.Path).Select(File.ReadAllText).ShouldAllBe(content => !content.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoked_token_stays_in_the_list_with_its_end()
    {
        var id = (await CreateAsync()).Split('_')[1];

        var revoked = await Support.Cli.RunAsync("token", "revoke", id, "--data", _folder.Path);

        revoked.Code.ShouldBe(ExitCode.Success);
        (await ListAsync()).Out.Split('\n').Single(line => line.StartsWith(id, StringComparison.Ordinal)).ShouldMatch(@"\d{4}-\d\d-\d\d \d\d:\d\d .*\d{4}-\d\d-\d\d \d\d:\d\d");
    }

    [Fact]
    public async Task Unknown_token_cannot_be_revoked()
    {
        var result = await Support.Cli.RunAsync("token", "revoke", "nobody", "--data", _folder.Path);

        result.Code.ShouldBe(ExitCode.Failure);
        result.Error.ShouldContain("There is no token 'nobody'");
    }

    [Fact]
    public async Task Empty_list_says_how_to_make_one() => (await ListAsync()).Error.ShouldContain("cadre token create");

    [Fact]
    public async Task Role_must_be_one()
    {
        var result = await Support.Cli.RunAsync("token", "create", "--role", "opertor", "--data", _folder.Path);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("Did you mean 'operator'?");
    }

    [Fact]
    public async Task Role_must_be_given()
    {
        var result = await Support.Cli.RunAsync("token", "create", "--data", _folder.Path);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("--role");
    }

    [Fact]
    public async Task Tokens_are_managed_through_a_running_hub_too()
    {
        await using var hub = await RunningHub.StartAsync();

        var created = await hub.RunAsync("token", "create", "--role", "admin", "--workspace", "*");
        var id = created.Out.Split('_')[1];
        var listed = await hub.RunAsync("token", "list");
        var revoked = await hub.RunAsync("token", "revoke", id);
        var again = await hub.RunAsync("token", "revoke", "nobody");

        created.Error.ShouldContain("all workspaces");
        listed.Out.ShouldContain(id);
        revoked.Code.ShouldBe(ExitCode.Success);
        again.Code.ShouldBe(ExitCode.Failure);
        again.Error.ShouldContain("There is no token 'nobody'");
    }

    [Fact]
    public async Task Session_is_listed_with_its_end_in_the_folder_and_through_the_hub()
    {
        await using var hub = await RunningHub.StartAsync();
        var code = (await hub.RunAsync("link", "--name", "kim")).Out.Trim().Split("code=")[1];
        using var http = new HttpClient();
        using var exchanged = await http.PostAsJsonAsync(hub.Url + "/api/sessions", new { code }, TestContext.Current.CancellationToken);
        exchanged.EnsureSuccessStatusCode();

        foreach (var listed in new[] { await hub.RunAsync("token", "list"), await Support.Cli.RunAsync("token", "list", "--data", hub.Data) })
        {
            var lines = listed.Out.Split('\n');
            var column = lines[0].IndexOf("Expires", StringComparison.Ordinal);
            var line = lines.Single(l => l.Contains("kim", StringComparison.Ordinal));
            line[column..].Trim().ShouldMatch(@"^\d{4}-\d\d-\d\d \d\d:\d\d$", listed.Out);
        }
    }

    [Fact]
    public async Task Folder_and_address_contradict_each_other()
    {
        var result = await Support.Cli.RunAsync("token", "list", "--data", _folder.Path, "--url", "http://127.0.0.1:1");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("contradict");
    }

    private async Task<string> CreateAsync() =>
        (await Support.Cli.RunAsync("token", "create", "--role", "viewer", "--data", _folder.Path)).Out.Trim();

    private Task<CliResult> ListAsync() => Support.Cli.RunAsync("token", "list", "--data", _folder.Path);
}
