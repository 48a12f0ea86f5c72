using System.Net;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Demo;

public sealed class SimulationRunTests
{
    [Fact]
    public async Task Demo_runs_in_memory_and_says_that_it_is_simulated()
    {
        await using var hub = await RunningHub.InMemoryAsync("--demo");

        hub.Screen.ShouldContain("Data       in memory only\n");
        hub.Screen.ShouldContain("workspace demo, simulated: nothing here is real\n");
        hub.Screen.ShouldContain("Ctrl-C stops the hub and the simulation.");
        hub.Screen.ShouldContain($"cadre state --url {hub.Url} --workspace demo\n");
        await Patience.Until(async () => (await hub.RunAsync("state", "--workspace", "demo")).Out.Contains("backend/ada", StringComparison.Ordinal), "the fleet");
        (await hub.StopAsync()).ShouldBe(ExitCode.Success);
        hub.Notes.ShouldBe("Stopped; nothing was kept.\n");
    }

    [Fact]
    public async Task Demo_with_data_goes_on_over_the_state_of_the_run_before()
    {
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 2; run++)
        {
            await using var hub = await RunningHub.StartAsync(folder.Path, "--demo");
            hub.Screen.ShouldContain($"Data       {folder.Path}\n");
            var expected = run + 1;
            await Patience.Until(async () => await Announcements(hub) == expected, "the simulation begins");
            await hub.StopAsync();
            hub.Notes.ShouldBe("Stopped; everything acknowledged is stored.\n");
        }

        static async Task<int> Announcements(RunningHub hub) =>
            (await hub.RunAsync("events", "--workspace", "demo", "--json")).Out.Split('\n').Count(line => line.Contains("Everything in this workspace is simulated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Simulation_that_fails_says_so_once_and_the_hub_lives_on()
    {
        using var folder = new TemporaryFolder();
        (await Support.Cli.RunAsync("token", "create", "--role", "admin", "--data", folder.Path)).Code.ShouldBe(ExitCode.Success);
        // Reachable from elsewhere: local callers need a token too.
        await using var hub = await RunningHub.StartAsync(folder.Path, "--demo", "--urls", "http://127.0.0.1:0", "http://0.0.0.0:0");
        using var http = new HttpClient();

        await Patience.Until(() => hub.Notes.Contains("the simulation has stopped", StringComparison.Ordinal), "the failure");

        hub.Notes.Split("the simulation has stopped").Length.ShouldBe(2, hub.Notes);
        hub.Notes.ShouldContain("CADRE_TOKEN");
        (await http.GetAsync(hub.Url + "/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await hub.StopAsync()).ShouldBe(ExitCode.Success);
    }

    [Fact]
    public async Task Without_demo_nothing_is_simulated()
    {
        await using var hub = await RunningHub.StartAsync();

        hub.Screen.ShouldNotContain("simulated");
        (await hub.RunAsync("state", "--workspace", "demo")).Code.ShouldBe(ExitCode.Failure);
    }
}
