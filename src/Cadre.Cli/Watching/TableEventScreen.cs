using System.Globalization;
using System.Text.Json;
using Cadre.Cli.Terminals;
using Spectre.Console;

namespace Cadre.Cli.Watching;

/// <summary>One event a line for people: local time, sequence, type, what happened.</summary>
internal sealed class TableEventScreen(CliContext context) : IEventScreen
{
    private const int TypeWidth = 19;

    private readonly bool _plain = context.Screen.Profile.Capabilities.ColorSystem == ColorSystem.NoColors;

    public void Show(in HubEvent e)
    {
        var time = LocalTime(e.Json);
        var sequence = e.Cursor.Sequence.ToString(CultureInfo.InvariantCulture).PadLeft(7);
        var type = SafeText.OneLine(e.Type, 40).PadRight(TypeWidth);
        var summary = EventSummary.Of(e);
        if (_plain)
            context.Out.WriteLine($"{time}  {sequence}  {type}  {summary}");
        else
            context.Screen.Write(new Paragraph()
                .Append($"{time}  {sequence}  ", new Style(Color.Grey))
                .Append(type, new Style(ColourOf(e)))
                .Append($"  {summary}\n"));
    }

    private string LocalTime(JsonElement e) =>
        e.TryGetProperty("time", out var time) && time.TryGetInt64(out var milliseconds)
            ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), context.Time.LocalTimeZone)
                .ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : "";

    private static Color ColourOf(in HubEvent e) => EventSummary.NeedsAttention(e) ? Color.Red : e.Type.Split('.')[0] switch
    {
        "agent" or "agents" => Color.Aqua,
        "task" => Color.Yellow,
        "claim" => Color.Fuchsia,
        "progress" => Color.Green,
        _ => Color.Default,
    };
}
