using System.Net;
using System.Net.Http.Headers;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>Shows a token, and another one if the hub refuses it; a request that was refused for its token has done nothing and may be sent again.</summary>
/// <param name="tokens">Where tokens come from.</param>
public sealed class TokenHandler(TokenSource tokens) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var token = await tokens(null, cancellationToken);
        Show(request, token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        var other = await tokens(token ?? "", cancellationToken);
        if (other is null || other == token) return response;
        response.Dispose();
        Show(request, other);
        return await base.SendAsync(request, cancellationToken);
    }

    private static void Show(HttpRequestMessage request, string? token) =>
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
}
