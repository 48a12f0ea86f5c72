namespace Cadre.Client;

/// <summary>Turns answers that are no success into exceptions that say what, which value and what would be right.</summary>
/// <param name="time">For dates in <c>Retry-After</c>.</param>
public sealed class ProblemHandler(TimeProvider? time = null) : DelegatingHandler
{
    /// <inheritdoc/>
    /// <exception cref="HubException">The hub, or something before it, answered with anything but success.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var what = $"{request.Method} {request.RequestUri?.AbsolutePath} was answered {(int)response.StatusCode} {response.ReasonPhrase}.";
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            throw HubException.Of(HubProblem.Read((int)response.StatusCode, what, body, RetryHandler.RetryAfter(response, time ?? TimeProvider.System)));
        }
    }
}
