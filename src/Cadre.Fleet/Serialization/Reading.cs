using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The boundary between readers and their callers.</summary>
internal static class Reading
{
    /// <summary>Reads a value; whatever the element holds, the answer is a value or a finished problem.</summary>
    public static T? Of<T>(JsonElement element, ReadValue<T> read, out FleetProblem? problem) where T : class
    {
        try
        {
            problem = read(element, out var value)?.Finished();
            return problem is null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The JSON reader lets escapes such as \ud800 pass and throws only when the text is taken out.
            problem = ReadingProblems.BrokenText;
            return null;
        }
    }
}
