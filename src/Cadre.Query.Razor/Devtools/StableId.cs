namespace Cadre.Query.Razor;

/// <summary>Identifiers of elements that are the same in every process, so that pushed fragments find their elements.</summary>
internal static class StableId
{
    public static string Of(string prefix, string text)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return $"{prefix}{hash:x16}";
    }
}
