using System.Globalization;
using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>The in-memory Express server of the executive contract, <c>bench/peers/express</c>.</summary>
internal static class ExpressServer
{
    public static async Task<Target> StartAsync()
    {
        var folder = Path.Combine(Repository.Root, "bench", "peers", "express");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new DirectoryNotFoundException($"the Express peer is not set up; run: npm ci --prefix {folder}");
        var (process, address) = await ServerProcess.StartAsync("node", [Path.Combine(folder, "server.js")], new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["AGENTS"] = Payloads.Agents.ToString(CultureInfo.InvariantCulture),
            ["NODE_ENV"] = "production",
        });
        return new Target("express", address, process)
        {
            ReadOne = Request.Get(address, "/api/agents/ceo"),
            ReadList = Request.Get(address, "/api/agents"),
            Publish = Payloads.ExecutivePosts(address),
            Watch = Target.EventStream(address, "/api/agents/events/stream"),
        };
    }
}
