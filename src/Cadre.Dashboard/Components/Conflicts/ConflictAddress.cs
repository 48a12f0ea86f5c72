namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>What of the conflicts an address means.</summary>
internal static class ConflictAddress
{
    public static string Query(string? severity, string? kind)
    {
        string?[] said = [severity is null ? null : $"severity={Uri.EscapeDataString(severity)}", kind is null ? null : $"kind={Uri.EscapeDataString(kind)}"];
        return string.Join('&', said.Where(part => part is not null)) is { Length: > 0 } query ? "?" + query : "";
    }
}
