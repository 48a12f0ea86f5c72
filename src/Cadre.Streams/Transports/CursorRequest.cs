using Microsoft.AspNetCore.Http;

namespace Cadre.Streams;

/// <summary>Finds the cursor a request resumes at.</summary>
static class CursorRequest
{
    public const string Header = "Last-Event-ID";
    public const string Query = "after";

    public static bool TryRead(HttpRequest request, out Cursor? after, out string? error)
    {
        after = null;
        error = null;
        var header = request.Headers[Header].ToString();
        var (source, text) = header.Length > 0
            ? ($"the header {Header}", header)
            : ($"the query parameter {Query}", request.Query[Query].ToString());
        if (text.Length == 0) return true;
        if (Cursor.TryParse(text, out var cursor, out var fault))
        {
            after = cursor;
            return true;
        }

        error = $"{source} is not a cursor: {fault}";
        return false;
    }
}
