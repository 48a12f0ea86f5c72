using System.Diagnostics;
using System.Text;
using Cadre.Fleet;
using Cadre.Live.Tests.Faults;
using Cadre.TestKit;

namespace Cadre.Client.Tests.Samples;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_prints_the_fleet_and_follows_it()
    {
        await using var hub = await HubHost.StartAsync();
        using var http = HubHttp.Create(hub.Address);
        var api = new HubApi(http);
        await api.CreateAgentAsync(AgentId.Parse("ada"));
        using var watch = Start(hub.Address, out var printed);
        try
        {
            await Patience.Until(() => Has(printed, "agent ada: idle"), $"the agent; so far: {printed}");
            await api.UpdateAgentAsync(AgentId.Parse("ada"), new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys" });
            await Patience.Until(() => Has(printed, "agent ada: blocked, waits for keys"), "the change");
            await api.CreateTaskAsync("build", new TaskId(17));
            await Patience.Until(() => Has(printed, "task 17: build (pending)"), "the task");
            await api.RetireAgentAsync(AgentId.Parse("ada"));
            await Patience.Until(() => Has(printed, "agent ada: gone"), "the end of the agent");
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
            await watch.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Watch_says_what_to_set()
    {
        using var watch = Start(new Uri("ftp://127.0.0.1"), out var printed);
        await watch.WaitForExitAsync().Within("the end");
        watch.ExitCode.ShouldBe(1);
        await Patience.Until(() => Has(printed, "Set Cadre:Url or CADRE_URL"), "the reason");
    }

    private static Process Start(Uri hub, out StringBuilder printed)
    {
        var lines = printed = new StringBuilder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Watch.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CADRE_URL"] = hub.ToString();
        start.Environment.Remove("CADRE_TOKEN");
        start.Environment.Remove("CADRE_WORKSPACE");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Add(string? line)
        {
            lock (lines) lines.AppendLine(line);
        }
    }

    private static bool Has(StringBuilder printed, string text)
    {
        lock (printed) return printed.ToString().Contains(text, StringComparison.Ordinal);
    }
}
