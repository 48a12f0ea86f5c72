using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Actions;

/// <summary>How an action ended, on its way to the page that tells it: a cookie, since pages are made once for all who see the same.</summary>
internal static class Notice
{
    private const string Cookie = "cadre_notice";

    // Browsers drop cookies of more than 4 KiB.
    private const int LongestEscaped = 3_500;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public static void Keep(HttpContext context, ActionOutcome outcome) => context.Response.Cookies.Append(
        Cookie,
        string.Join('\n', outcome.IsDone ? "done" : "refused", outcome.Undo, Fitting(outcome.Message)),
        // Scripts tell it as well, and take it away.
        new CookieOptions { HttpOnly = false, SameSite = SameSiteMode.Strict, MaxAge = Kept, Path = "/" });

    /// <summary>Reads it, once.</summary>
    public static ActionOutcome? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie]?.Split('\n', 3) is not [var kind, var id, { Length: > 0 } text]) return null;
        context.Response.Cookies.Delete(Cookie);
        return new ActionOutcome(kind == "done", text, Guid.TryParseExact(id, "n", out var undo) ? undo.ToString("n") : null);
    }

    private static string Fitting(string text)
    {
        var (fits, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            length += Uri.EscapeDataString(rune.ToString()).Length;
            if (length > LongestEscaped) return text[..fits] + "…";
            fits += rune.Utf16SequenceLength;
        }
        return text;
    }
}
