using Cadre.Hub.Access;
using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Hosting;

public sealed class HubApplicationTests
{
    [Fact]
    public async Task Reachable_hub_without_tokens_refuses_to_start_and_says_how_to_make_one()
    {
        using var folder = new TestFolder();

        var failure = await Should.ThrowAsync<HubConfigurationException>(() => TestHub.StartAsync(o =>
        {
            o.Urls = ["http://0.0.0.0:0"];
            o.DataDirectory = folder.Path;
        }));

        failure.Message.ShouldContain($"cadre token create --role admin --data {folder.Path}");
    }

    [Fact]
    public async Task Reachable_hub_in_memory_refuses_to_start_and_asks_for_a_data_folder()
    {
        var failure = await Should.ThrowAsync<HubConfigurationException>(() => TestHub.StartAsync(o => o.Urls = ["http://0.0.0.0:0"]));

        failure.Message.ShouldContain("CADRE_DATA_DIRECTORY");
    }

    [Fact]
    public async Task Reachable_hub_with_a_token_trusts_nobody_without_one()
    {
        using var folder = new TestFolder();
        var (_, token) = await TokenIssuer.IssueAsync(
            new FileTokenStore(folder.Path, TimeProvider.System), "*", Role.Admin, null, TimeProvider.System, TestContext.Current.CancellationToken);

        await using var hub = await TestHub.StartAsync(o =>
        {
            o.Urls = ["http://0.0.0.0:0"];
            o.DataDirectory = folder.Path;
        });

        (await hub.GetAsync("/api/tokens")).ShouldBeProblem(401, "token-required");
        (await hub.GetAsync("/api/tokens", token)).ShouldBeOk();
        (await hub.GetAsync("/healthz")).ShouldBeOk();
    }

    [Fact]
    public async Task Wrong_settings_keep_the_hub_from_starting()
    {
        var failure = await Should.ThrowAsync<HubConfigurationException>(() => TestHub.StartAsync(o => o.Limits.Agents = -1));

        failure.Message.ShouldContain("Limits:Agents");
    }

    [Fact]
    public async Task Stopping_hub_turns_new_requests_away()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Get<ShutdownGate>().Close();

        var reply = await hub.GetAsync("/api/tokens");

        reply.ShouldBeProblem(503, "shutting-down");
        reply.Headers.RetryAfter.ShouldNotBeNull();
    }
}
