using System.Net;
using Cadre.Hub.Hosting;
using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Cadre.Hub.Access;

/// <summary>Decides whether a request without a token comes from a program of this machine and not from a web page or a proxy.</summary>
/// <remarks>
/// A page on the internet can make a browser call a loopback address. Its requests betray themselves by the page's
/// <c>Origin</c>, by <c>Sec-Fetch-Site</c>, or, when the page's own name was rebound to 127.0.0.1, by that name in <c>Host</c>.
/// </remarks>
internal sealed class LocalTrust(HubOptions options)
{
    private readonly bool _possible = options.TrustsLocalCallers;

    /// <summary><c>null</c> if the caller is trusted, or why it is not.</summary>
    public Problem? Check(HttpContext context)
    {
        if (!_possible || context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
            return TokenRequired("Send a token in the header 'Authorization: Bearer cdr_…'.");

        var headers = context.Request.Headers;
        if (!IsLocal(context.Request.Host.Value))
        {
            return new Problem(ProblemKinds.ForeignHost, $"The request is for the host '{context.Request.Host}', which is not this machine's own name.")
            {
                Pointer = "header:Host",
                Value = context.Request.Host.Value,
                Expected = "localhost, 127.0.0.1 or [::1], or a token",
            };
        }

        if (headers.Origin is { Count: > 0 } origin && !IsSameOrigin(context.Request, origin))
        {
            return new Problem(ProblemKinds.ForeignOrigin, $"The request was made by a page of '{origin}'; without a token only pages of the hub itself may do that.")
            {
                Pointer = "header:Origin",
                Value = origin.ToString(),
                Expected = $"{context.Request.Scheme}://{context.Request.Host}, no Origin, or a token",
            };
        }

        if (headers.TryGetValue("Sec-Fetch-Site", out var site) && site == "cross-site" && headers["Sec-Fetch-Mode"] != "navigate")
        {
            return new Problem(ProblemKinds.ForeignOrigin, "The request was made by a page of another site; without a token only pages of the hub itself may do that.")
            {
                Pointer = "header:Sec-Fetch-Site",
                Value = site.ToString(),
                Expected = "same-origin or none, or a token",
            };
        }

        return CameThroughProxy(headers)
            ? TokenRequired("The request came through a proxy for somebody else, so it is not local. Send a token in the header 'Authorization: Bearer cdr_…'.")
            : null;
    }

    private static Problem TokenRequired(string detail) => new(ProblemKinds.TokenRequired, detail)
    {
        Pointer = "header:Authorization",
        Expected = "Bearer cdr_…; make one with: cadre token create --role ROLE --data DIR",
    };

    /// <summary>Whether the name in a Host header is this machine's own; its port does not matter.</summary>
    private static bool IsLocal(ReadOnlySpan<char> host)
    {
        var port = host.LastIndexOf(':');
        var name = port > host.LastIndexOf(']') ? host[..port] : host;
        return name is "127.0.0.1"
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsSameOrigin(HttpRequest request, StringValues origin) =>
        origin.Count == 1 && origin.ToString().Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool CameThroughProxy(IHeaderDictionary headers)
    {
        if (headers.ContainsKey("Forwarded"))
            return true;
        return headers.TryGetValue("X-Forwarded-For", out var hops) && hops.Any(h => h?.Split(',').Any(IsElsewhere) ?? false);

        static bool IsElsewhere(string hop) => !IPAddress.TryParse(hop.Trim(), out var address) || !IPAddress.IsLoopback(address);
    }
}
