using System.Net;
using System.Text;

namespace Cadre.Client.Tests.Http;

/// <summary>Answers requests one after the other as it was told, and remembers them.</summary>
internal sealed class ScriptedHandler(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private int _next;

    public List<(HttpMethod Method, string Path, string? Token, string? Key, string? Body)> Requests { get; } = [];

    public static Func<HttpResponseMessage> Answer(HttpStatusCode status, string body = "{}", TimeSpan? retryAfter = null) => () =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } wait) response.Headers.RetryAfter = new(wait);
        return response;
    };

    public static Func<HttpResponseMessage> Fail(Exception error) => () => throw error;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        Requests.Add((request.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.Parameter, key, body));
        return answers[Math.Min(_next++, answers.Length - 1)]();
    }
}
