using System.Text;

namespace Cadre.Streams.Tests.Transports;

/// <summary>Reads a stream of server-sent events block by block, as it comes over the wire.</summary>
sealed class SseText(HttpResponseMessage response, Stream body) : IDisposable
{
    readonly StreamReader _reader = new(body, Encoding.UTF8);

    public HttpResponseMessage Response => response;

    public static async Task<SseText> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within("the headers");
        response.EnsureSuccessStatusCode();
        return new SseText(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The lines up to the next empty one, joined by a bar; null at the end.</summary>
    public async Task<string?> BlockAsync()
    {
        List<string> lines = [];
        while (await _reader.ReadLineAsync().Within("a line") is { } line)
        {
            if (line.Length == 0) return string.Join('|', lines);
            lines.Add(line);
        }

        lines.ShouldBeEmpty("the stream ended in the middle of a block");
        return null;
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
