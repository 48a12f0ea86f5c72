using System.Globalization;
using Cadre.Hub.Access;
using Cadre.Hub.Problems;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>The headers that make a write conditional or repeatable.</summary>
internal static class Preconditions
{
    private const int LongestKey = 255;

    /// <summary>The version that <c>If-Match</c> demands; null for any.</summary>
    public static long? ExpectedVersion(HttpRequest request)
    {
        string? header = request.Headers.IfMatch;
        if (header is null or "*")
            return null;

        var text = header.AsSpan().Trim().Trim('"');
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ProblemException(new Problem(ProblemKinds.BadHeader, $"If-Match holds '{header}', which is not a version of an entity.")
            {
                Pointer = "header:If-Match",
                Value = header,
                Expected = "one entity tag as the hub sent it, such as \"7\", or *",
            });
    }

    /// <summary>The idempotency key of the request, bound to what the request asks for; null when it has none.</summary>
    public static IdempotencyKey? Key(HttpRequest request, Caller caller, ReadOnlySpan<byte> body)
    {
        string? key = request.Headers["Idempotency-Key"];
        if (key is null)
            return null;

        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            throw new ProblemException(new Problem(ProblemKinds.BadHeader, "The Idempotency-Key cannot be used.")
            {
                Pointer = "header:Idempotency-Key",
                Value = key,
                Expected = $"1 to {LongestKey} visible ASCII characters without spaces",
            });
        }

        return IdempotencyKey.For(caller.Actor, key, request.Method, request.Path + request.QueryString, body);
    }
}
