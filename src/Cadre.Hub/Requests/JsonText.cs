using System.Text.Json;
using Cadre.Hub.Problems;

namespace Cadre.Hub.Requests;

/// <summary>Parses JSON that came from outside, and says where it is wrong.</summary>
internal static class JsonText
{
    /// <summary>Parses one value; the document refers to <paramref name="utf8"/>.</summary>
    /// <exception cref="ProblemException">It is not JSON, nests too deep, or names a member twice.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new ProblemException(Explain(e, maxDepth));
        }
    }

    private static Problem Explain(JsonException exception, int maxDepth)
    {
        var position = exception is { LineNumber: { } line, BytePositionInLine: { } at } ? $" at line {line + 1}, byte {at + 1}" : "";
        if (exception.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return BodyProblems.Malformed($"The JSON nests deeper than {maxDepth} levels{position}.", $"at most {maxDepth} levels");
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? exception.Message : exception.Message[..end];
        return BodyProblems.Malformed($"The JSON is wrong{position}: {reason}");
    }
}
