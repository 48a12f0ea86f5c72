using System.Globalization;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Ask;

/// <summary>Reads the number of a task.</summary>
internal static class TaskNumber
{
    /// <summary>The task; one that is not valid if the text is no number.</summary>
    public static TaskId Read(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new TaskId(number) : default;
}
