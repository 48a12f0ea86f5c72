using System.Globalization;
using System.Text;

namespace Cadre.Pages;

/// <summary>Makes ids of elements from names of any kind.</summary>
public static class DomId
{
    /// <summary><c>kind_name</c>, where each character of the name but letters, digits and <c>-</c> is written as <c>_</c> and its code: different kinds and names have different ids.</summary>
    /// <param name="kind">What it is: a letter, then letters, digits and <c>-</c>.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The kind has other characters.</exception>
    public static string Of(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValid(kind) || kind.Contains('_')) throw new ArgumentException($"The kind '{kind}' of an id is expected to be a letter, then letters, digits and '-'.", nameof(kind));
        var id = new StringBuilder(kind).Append('_');
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '-') id.Append(c);
            else id.Append('_').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return id.ToString();
    }

    internal static bool IsValid(string id) => id.Length > 0 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
