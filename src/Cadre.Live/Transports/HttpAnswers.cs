using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Cadre.Live;

/// <summary>Reads what HTTP answers mean for a stream.</summary>
internal static class HttpAnswers
{
    private const int MostOfAProblem = 64 * 1024;

    public static HttpRequestMessage Get(Uri address, string? token, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public static Uri With(Uri address, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = address.AbsoluteUri;
        foreach (var (name, value) in query)
            if (value is not null) text += $"{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
        return new Uri(text);
    }

    public static async Task ThrowIfRefusedAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK) return;
        var retryAfter = RetryAfter(response.Headers.RetryAfter, time);
        var (code, detail) = await ProblemAsync(response, cancellationToken);
        throw new StreamRefusedException(new StreamProblem(
            detail ?? $"{response.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)response.StatusCode} {response.ReasonPhrase}",
            (int)response.StatusCode, code, retryAfter));
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private static async Task<(string? Code, string? Detail)> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return default;
        try
        {
            await response.Content.LoadIntoBufferAsync(MostOfAProblem, cancellationToken);
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var detail = FrameReader.Text(problem.RootElement, "detail") ?? FrameReader.Text(problem.RootElement, "title");
            return (FrameReader.Text(problem.RootElement, "code") ?? "problem", detail);
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or InvalidOperationException)
        {
            return default;
        }
    }
}
