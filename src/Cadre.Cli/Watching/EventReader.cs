using System.Net.ServerSentEvents;
using System.Text.Json;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;
using Cadre.Streams;

namespace Cadre.Cli.Watching;

/// <summary>Reads the log of a workspace: what is there already page by page, what comes over a stream that it resumes whenever it breaks.</summary>
internal sealed class EventReader(HubConnection hub, string workspacePath, IEventScreen screen, CliContext context)
{
    private const int PageSize = 1_000;

    // Three heartbeats of the hub: whoever is silent for longer is gone, also when no packet says so.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(45);

    private readonly SequenceGuard _guard = new();
    private bool _away;

    public void StartAt(Cursor position) => _guard.MoveTo(position);

    /// <summary>Where the log ends now.</summary>
    public async Task<Cursor> FindEndAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var workspace = await RetryAsync(patience, retry => hub.GetJsonAsync(workspacePath, retry), cancellation);
        return ReadCursor(workspace.RootElement);
    }

    /// <summary>Shows all events up to the end of the log.</summary>
    public async Task ReadToEndAsync(TimeSpan patience, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            var after = _guard.Position is { } position ? $"&after={position}" : "";
            using var page = await RetryAsync(
                patience, retry => hub.GetJsonAsync($"{workspacePath}/events?limit={PageSize}{after}", retry), cancellation);
            more = ShowPage(page.RootElement);
        }

        await context.Out.FlushAsync(cancellation);
    }

    /// <summary>Shows events as they happen, until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        var backoff = new Backoff(context.Time);
        while (true)
        {
            TimeSpan? retryAfter = null;
            try
            {
                using var response = await hub.OpenStreamAsync($"{workspacePath}/events/stream", _guard.Position?.ToString(), cancellation);
                SayBack();
                backoff.Reset();
                await ShowStreamAsync(response, cancellation);
            }
            catch (HubFailureException e) when (e.IsTransient)
            {
                SayAway(e);
                retryAfter = e.RetryAfter;
            }

            await backoff.WaitAsync(retryAfter, cancellation);
        }
    }

    private async Task ShowStreamAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = new WatchedStream(await response.Content.ReadAsStreamAsync(cancellation), LongestSilence, context.Time);

        // Not disposed: while a read is pending it would refuse to be, and it holds nothing but the stream.
        var items = SseParser.Create(stream, static (_, data) => data.ToArray()).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(items, cancellation))
        {
            var item = items.Current;
            using var json = ReadJson(item.Data);
            switch (item.EventType)
            {
                case "end":
                    EndStream(Text(json.RootElement, "reason"));
                    return;
                case "reset":
                    Reset(json.RootElement);
                    break;
                default:
                    Show(json.RootElement);
                    break;
            }
        }

        SayAway(hub.Unreachable(new IOException()));
    }

    // What has been shown reaches the reader before we wait for more; a burst is written in one go.
    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<SseItem<byte[]>> items, CancellationToken cancellation)
    {
        try
        {
            var next = items.MoveNextAsync();
            if (!next.IsCompleted)
                await context.Out.FlushAsync(cancellation);
            return await next;
        }
        catch (Exception e) when (e is not OutputClosedException && HubConnection.IsLostConnection(e, cancellation))
        {
            throw hub.Unreachable(e);
        }
    }

    private void EndStream(string reason)
    {
        switch (reason)
        {
            case "token-revoked":
                throw new CliException("The hub ended the stream: the token was revoked.", "Pass another one with --token or CADRE_TOKEN.");
            case "slow":
                context.Say("cadre: the hub dropped us for reading too slowly; reading on from where we stopped.");
                break;
            case "shutdown":
                SayAway(new HubUnreachableException(hub.Address, "it is shutting down"));
                break;
            default:
                SayAway(new HubUnreachableException(hub.Address, $"it ended the stream: {SafeText.OneLine(reason, 40)}"));
                break;
        }
    }

    private bool ShowPage(JsonElement page)
    {
        if (page.TryGetProperty("reset", out var reset))
        {
            Reset(reset, ReadCursor(page));
            return true;
        }

        foreach (var e in page.GetProperty("events").EnumerateArray())
            Show(e);
        if (_guard.Position is null)
            _guard.MoveTo(ReadCursor(page));
        return page.GetProperty("more").GetBoolean();
    }

    private void Show(JsonElement json)
    {
        var e = HubEvent.Read(json);
        _guard.Pass(e.Cursor);
        screen.Show(e);
    }

    private void Reset(JsonElement reset) => Reset(reset, ReadCursor(reset));

    private void Reset(JsonElement reset, Cursor position)
    {
        var reason = Text(reset, "reason") switch
        {
            "compacted" => "the events that come next are no longer kept",
            "unknown-epoch" => "the log was created anew",
            "ahead" => "the log ends before that place",
            var other => other,
        };
        context.Say($"cadre: reset: cannot read on after {_guard.Position}, {reason}; going on after {position}.");
        _guard.MoveTo(position);
    }

    private Task<T> RetryAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation) =>
        new RetryPolicy(patience, context.Time, SayAway, SayBack).ExecuteAsync(attempt, cancellation);

    private void SayAway(HubFailureException e)
    {
        if (!_away)
            context.Say($"cadre: the hub at {HubAddress.Display(hub.Address)} is away ({e.Reason}); trying again until it is back.");
        _away = true;
    }

    private void SayBack()
    {
        if (_away)
            context.Say("cadre: the hub is back.");
        _away = false;
    }

    private static JsonDocument ReadJson(byte[] data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException e)
        {
            throw new BrokenPromiseException($"it sent data that is not JSON ({e.Message})");
        }
    }

    private static Cursor ReadCursor(JsonElement json) =>
        Cursor.TryParse(Text(json, "cursor"), out var cursor, out var fault) ? cursor : throw new BrokenPromiseException($"it gave no position ({fault})");

    private static string Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) ? value.ToString() : "";
}
