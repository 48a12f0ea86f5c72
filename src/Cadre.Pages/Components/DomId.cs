using System.Globalization;
using System.Text;

namespace Cadre.Pages;

/// <summary>Makes ids of elements from names of any kind.</summary>
public static class DomId
{
    /// <summary><c>kind-name</c>, where each character of the name but letters, digits and <c>-</c> is written as <c>_</c> and its code: different names have different ids.</summary>
    /// <param name="kind">What it is: letters and <c>-</c>.</param>
    /// <param name="name">Its name.</param>
    public static string Of(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var id = new StringBuilder(kind).Append('-');
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '-') id.Append(c);
            else id.Append('_').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return id.ToString();
    }

    internal static bool IsValid(string id) => id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
