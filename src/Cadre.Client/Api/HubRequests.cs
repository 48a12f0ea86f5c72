using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Cadre.Client;

/// <summary>Sends requests to what lies below a path.</summary>
internal sealed class HubRequests(HttpClient http, string root)
{
    public static string RootOf(string workspace) => $"/api/workspaces/{Uri.EscapeDataString(workspace)}";

    public Task<Answers> GetAsync(string path, CancellationToken cancellationToken, params IEnumerable<(string Name, object? Value)> query) =>
        SendAsync(HttpMethod.Get, path + Query(query), null, null, null, cancellationToken);

    /// <summary>A write with a key, which may be repeated.</summary>
    public Task<Answers> WriteAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter>? body, long? version, string? key, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, version, key ?? Guid.NewGuid().ToString("N"), cancellationToken);

    /// <summary>A write that the hub takes no key for; it is sent once.</summary>
    public Task<Answers> WriteOnceAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, null, null, cancellationToken);

    private async Task<Answers> SendAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter>? body, long? version, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, root + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        if (version is { } expected) request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{expected}\""));
        if (key is not null) request.Headers.TryAddWithoutValidation(RetryHandler.Key, key);
        if (body is not null) request.Content = Json(body);
        using var response = await http.SendAsync(request, cancellationToken);
        return await ReadAsync($"{method} {path}", response, cancellationToken);
    }

    private static async Task<Answers> ReadAsync(string what, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return new Answers(what, JsonElement.Parse(bytes, new JsonDocumentOptions { MaxDepth = 256 }), Header(response, "Cadre-Cursor"));
        }
        catch (JsonException error)
        {
            throw new HubContractException($"The answer to {what} is not JSON: {error.Message}", error);
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static ByteArrayContent Json(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) body(writer);
        // Bytes, not a stream: they can be sent again.
        return new ByteArrayContent(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static string Query(IEnumerable<(string Name, object? Value)> query)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in query)
            if (value is not null) text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!));
        return text.ToString();
    }
}
