using System.Net.ServerSentEvents;
using System.Text.Json;
using Cadre.TestKit;

namespace Cadre.Hub.Tests;

/// <summary>A server-sent event stream of a hub, read by the framework's own parser.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        var parser = SseParser.Create(body);
        LastEventId = () => parser.LastEventId;
        _items = parser.EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public HttpResponseMessage Response => _response;

    public Func<string> LastEventId { get; }

    public static async Task<EventStream> OpenAsync(HttpClient http, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Within("the headers of the stream");
        response.EnsureSuccessStatusCode();
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(string Type, JsonElement Data)> NextAsync()
    {
        (await _items.MoveNextAsync().Within("the next event")).ShouldBeTrue("the stream ended");
        return (_items.Current.EventType, JsonElement.Parse(_items.Current.Data));
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or NotSupportedException)
        {
            // The connection was cut under a pending read.
        }
    }
}
