using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Sessions;

/// <summary>Passes on where a browser says it is and where it comes from, so that the hub judges the browser and not us.</summary>
internal sealed class OnBehalfOf(string host, string origin) : DelegatingHandler(new SocketsHttpHandler())
{
    public static string OriginOf(HttpContext context)
    {
        var headers = context.Request.Headers;
        var hops = headers["X-Forwarded-For"].Append(context.Connection.RemoteIpAddress?.ToString()).Where(static hop => !string.IsNullOrEmpty(hop));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", hops)}{(headers.ContainsKey("Forwarded") ? ", forwarded" : "")}");
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", origin);
        return base.SendAsync(request, cancellationToken);
    }
}
