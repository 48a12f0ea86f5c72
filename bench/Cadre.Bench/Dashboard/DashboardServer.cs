using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cadre.Bench.Loading;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Dashboard;

/// <summary>A hub with its dashboard as a user starts them, with a large fleet in it.</summary>
internal sealed partial class DashboardServer : IAsyncDisposable
{
    public const string Page = "/w/default";

    private const int BatchSize = 1_000;
    private readonly string _folder;

    private DashboardServer(ServerProcess process, Uri address, PageMeters meters, string folder) =>
        (Process, Address, Meters, _folder) = (process, address, meters, folder);

    public ServerProcess Process { get; }

    public Uri Address { get; }

    public PageMeters Meters { get; }

    /// <param name="feed">A recorded feed, messages of the fleet contract, one a line, to load before the generated fleet; null: none.</param>
    public static async Task<DashboardServer> StartAsync(string? feed)
    {
        var folder = Directory.CreateTempSubdirectory("cadre-bench-dashboard-").FullName;
        var meters = new PageMeters(Path.Combine(folder, "meters.json"));
        var (process, address) = await HubServer.StartProcessAsync(Path.Combine(folder, "data"), "empty", meters.Environment);
        var server = new DashboardServer(process, address, meters, folder);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            if (feed is not null) await SendAsync(client, await File.ReadAllLinesAsync(feed), "?dialect=fleet", mayRefuse: true);
            await SendAsync(client, LargeFleet.Events(), "", mayRefuse: false);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the browser of somebody who has just opened the page sends to have its changes.</summary>
    public async Task<byte[]> WatchAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var document = await client.GetStringAsync(new Uri(Page, UriKind.Relative));
        var path = Connect().Match(document) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value)
            : throw new InvalidDataException($"{Page} has no hx-sse:connect: {document[..Math.Min(document.Length, 500)]}");
        return Target.EventStream(Address, path);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // A recorded feed may hold what the rules refuse by now; what we made ourselves must be right.
    private static async Task SendAsync(HttpClient client, IEnumerable<string> lines, string query, bool mayRefuse)
    {
        foreach (var batch in lines.Chunk(BatchSize))
        {
            using var content = new StringContent(string.Join('\n', batch), Encoding.UTF8, "application/x-ndjson");
            using var answer = await client.PostAsync(new Uri(HubServer.EventsPath + query, UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) throw new IOException($"the hub answered {(int)answer.StatusCode} to a batch of events: {text}");
            using var json = JsonDocument.Parse(text);
            if (!mayRefuse && json.RootElement.GetProperty("accepted").GetInt32() != batch.Length)
                throw new InvalidDataException($"the hub did not accept all of a batch: {text[..Math.Min(text.Length, 2_000)]}");
        }
    }

    [GeneratedRegex("hx-sse:connect=\"([^\"]+)\"")]
    private static partial Regex Connect();
}
