using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Cadre.Hub.Problems;

namespace Cadre.Hub.Requests;

/// <summary>Parses JSON that came from outside, and says where it is wrong.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Whitespace = SearchValues.Create(" \t\r\n"u8);

    /// <summary>Parses one value; the document refers to <paramref name="utf8"/>.</summary>
    /// <exception cref="ProblemException">It is not JSON in UTF-8, nests too deep, names a member twice, or has text that is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        if (utf8.Span.ContainsAnyExcept(Whitespace) is false)
            throw new ProblemException(BodyProblems.Malformed("There is no JSON at line 1, byte 1: it is empty."));
        if (!Utf8.IsValid(utf8.Span))
            throw new ProblemException(BodyProblems.Malformed("The JSON is not valid UTF-8.", "UTF-8"));
        try
        {
            // Duplicates are looked for last: to compare names, they must be text.
            RefuseHalfCharacters(utf8.Span, maxDepth);
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new ProblemException(Explain(e, maxDepth));
        }
    }

    /// <summary>An escape of half a surrogate pair is legal JSON but no text; nothing behind the door could write it again.</summary>
    private static void RefuseHalfCharacters(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
            return;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                throw new ProblemException(BodyProblems.Malformed($"The text at byte {reader.TokenStartIndex + 1} escapes half of a surrogate pair.", "Unicode text"));
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
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
