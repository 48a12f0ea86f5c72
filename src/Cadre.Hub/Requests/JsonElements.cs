using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Cadre.Hub.Requests;

internal static class JsonElements
{
    /// <summary>The text of a string element; <c>false</c> when it escapes half a surrogate pair and so is no text.</summary>
    public static bool TryGetWellFormed(this JsonElement element, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
