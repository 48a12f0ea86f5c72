using System.Text.Json;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Access;

/// <summary>What requests for tokens, sign-ins and sessions have in common.</summary>
internal static class TokenMembers
{
    public const int LongestName = 200;

    public const string TokenPattern = "^cdr_[0-9a-z]{12}_[0-9A-Za-z_-]{43}$";

    public const string WorkspaceRule = "the id of a workspace, or * for all";

    public static bool IsWorkspace(IWorkspaceDirectory workspaces, string id) => id == TokenRecord.AnyWorkspace || workspaces.Exists(id);

    public static string? Name(BodyMembers members) => members.OptionalText(
        "name", $"1 to {LongestName} characters", n => n.Length is > 0 and <= LongestName && !n.Any(char.IsControl));

    public static void Write(Utf8JsonWriter json, string workspace, Role role, string? name)
    {
        json.WriteString("workspace"u8, workspace);
        json.WriteString("role"u8, RoleNames.Of(role));
        if (name is not null)
            json.WriteString("name"u8, name);
    }

    public static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? time)
    {
        if (time is { } value)
            json.WriteNumber(name, value);
    }

    /// <summary>A repeatable answer is kept in the log, and these hold a secret.</summary>
    public static void RefuseKey(HttpRequest request, string detail)
    {
        if (request.Headers.ContainsKey("Idempotency-Key"))
        {
            throw new ProblemException(new Problem(ProblemKinds.BadHeader, detail)
            {
                Pointer = "header:Idempotency-Key",
                Expected = "no such header",
            });
        }
    }
}
