using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Cadre.Dashboard.Actions;

/// <summary>How an action ended, on its way to the page that tells it: a cookie, since pages are made once for all who see the same.</summary>
internal static class Notice
{
    private const string Cookie = "cadre_notice";
    private const int LongestText = 800;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public static void Keep(HttpContext context, ActionOutcome outcome)
    {
        var text = outcome.Message.Length > LongestText ? outcome.Message[..LongestText] + "…" : outcome.Message;
        var value = QueryString.Create(new Dictionary<string, string?> { ["kind"] = outcome.IsDone ? "done" : "refused", ["text"] = text, ["undo"] = outcome.Undo }).Value![1..];
        // Scripts tell it as well, and take it away.
        context.Response.Cookies.Append(Cookie, value, new CookieOptions { HttpOnly = false, SameSite = SameSiteMode.Strict, MaxAge = Kept, Path = "/" });
    }

    /// <summary>Reads it, once.</summary>
    public static ActionOutcome? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } value) return null;
        context.Response.Cookies.Delete(Cookie);
        var fields = QueryHelpers.ParseQuery(value);
        var undo = Guid.TryParseExact(fields["undo"], "n", out var id) ? id.ToString("n") : null;
        return fields["text"].ToString() is { Length: > 0 } text ? new ActionOutcome(fields["kind"] == "done", text, undo) : null;
    }
}
