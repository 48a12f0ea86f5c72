using Cadre.Hub.Problems;

namespace Cadre.Hub.Requests;

/// <summary>What can be wrong with a body before anyone looks into it.</summary>
internal static class BodyProblems
{
    public static Problem TooLarge(long limit, long? length) =>
        new(ProblemKinds.BodyTooLarge, length is { } bytes
            ? $"The body has {bytes} bytes; this address takes at most {limit}."
            : $"The body is larger than the {limit} bytes that this address takes.")
        {
            Expected = $"at most {limit} bytes",
            Extras = json => json.WriteNumber("limit"u8, limit),
        };

    public static Problem LineTooLong(long limit) =>
        new(ProblemKinds.BodyTooLarge, $"A line of the body is longer than the {limit} bytes that one item may have.")
        {
            Expected = $"at most {limit} bytes a line",
            Extras = json => json.WriteNumber("limit"u8, limit),
        };

    public static Problem Missing() =>
        new(ProblemKinds.LengthRequired, "This address takes a body, and the request has none.")
        {
            Pointer = "header:Content-Length",
            Expected = "a body with Content-Length or Transfer-Encoding: chunked",
        };

    public static Problem UnsupportedMediaType(string? type, IReadOnlyList<string> accepted) =>
        new(ProblemKinds.UnsupportedMediaType, type is null
            ? $"The header Content-Type is missing; this address takes {string.Join(" or ", accepted)} in UTF-8."
            : $"This address takes {string.Join(" or ", accepted)} in UTF-8.")
        {
            Pointer = "header:Content-Type",
            Value = type,
            Allowed = accepted,
        };

    public static Problem Encoded(string encoding) =>
        new(ProblemKinds.UnsupportedMediaType, "Compressed bodies are not accepted.")
        {
            Pointer = "header:Content-Encoding",
            Value = encoding,
            Allowed = ["identity"],
        };

    public static Problem Malformed(string detail, string? expected = null) =>
        new(ProblemKinds.MalformedJson, detail) { Pointer = "", Expected = expected };
}
