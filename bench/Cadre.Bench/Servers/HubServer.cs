using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>The hub as a user starts it, <c>cadre up</c>, on a data folder of its own.</summary>
internal static class HubServer
{
    public const string Name = "hub";
    public const string EventsPath = "/api/workspaces/default/events";

    public static async Task<Target> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("cadre-bench-hub-").FullName;
        var (process, address) = await StartProcessAsync(data, "executive");
        using var client = new HttpClient { BaseAddress = address };
        foreach (var id in Payloads.AgentIds.Skip(7))
        {
            using var created = await client.PostAsJsonAsync("/api/workspaces/default/agents", new { id, type = "backend-worker" });
            if (!created.IsSuccessStatusCode) throw new IOException($"creating {id} failed: {await created.Content.ReadAsStringAsync()}");
        }

        return new Target(Name, address, process)
        {
            Folder = data,
            ReadOne = Request.Get(address, "/api/agents/ceo"),
            ReadList = Request.Get(address, "/api/agents"),
            Publish = Payloads.ExecutivePosts(address),
            Watch = Target.EventStream(address, "/api/agents/events/stream"),
        };
    }

    /// <summary>A hub that is ready.</summary>
    public static async Task<(ServerProcess Process, Uri Address)> StartProcessAsync(string data, string template, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = Repository.Built("Cadre.Cli", "cadre.dll");
        var (process, address) = await ServerProcess.StartAsync(
            Repository.DotNet, [program, "up", "--urls", "http://127.0.0.1:0", "--data", data, "--template", template], environment);
        using var client = new HttpClient { BaseAddress = address };
        await AwaitReadyAsync(client);
        return (process, address);
    }

    /// <summary>The same hub, watched over the native stream of all events.</summary>
    public static Target OnNativeStream(Target hub) =>
        hub with { Name = "hub, native stream", Watch = Target.EventStream(hub.Address, $"{EventsPath}/stream") };

    /// <summary>A POST of <paramref name="count"/> events as newline-delimited JSON.</summary>
    public static Request Batch(Uri hub, int count) => Request.Post(
        hub, EventsPath, string.Join('\n', Enumerable.Range(0, count).Select(BatchItem)), "application/x-ndjson");

    /// <summary>Where the workspace's log stands.</summary>
    public static async Task<(string Epoch, long Sequence)> HeadAsync(Uri hub)
    {
        using var client = new HttpClient { BaseAddress = hub };
        var workspace = await client.GetFromJsonAsync<JsonElement>("/api/workspaces/default");
        var cursor = workspace.GetProperty("cursor").GetString()!.Split(':');
        return (cursor[0], long.Parse(cursor[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string BatchItem(int number) =>
        $$$"""{"type":"agent.updated","data":{"agentId":"{{{Payloads.AgentIds[number % Payloads.Agents]}}}","changes":{{{Payloads.Change(number)}}}}}""";

    private static async Task AwaitReadyAsync(HttpClient client)
    {
        var deadline = Clock.Now + Clock.FromSeconds(30);
        while (true)
        {
            try
            {
                using var ready = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
                if (ready.StatusCode == HttpStatusCode.OK) return;
                if (Clock.Now > deadline) throw new TimeoutException($"the hub is not ready: {await ready.Content.ReadAsStringAsync()}");
            }
            catch (HttpRequestException) when (Clock.Now < deadline)
            {
                // It printed its address a moment before it listens.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
