using System.Text;

namespace Cadre.Conformance.Query;

/// <summary>Everything that could be observed while a scenario ran.</summary>
internal sealed record Trace(string Scenario, IReadOnlyList<TraceEvent> Events)
{
    public static Trace Of(object? json)
    {
        var spec = Spec.Of(json);
        return new(spec.Needed("scenario"), [.. spec.List("events").Select(TraceEvent.Read)]);
    }

    /// <summary>What a level compares: the order within one instant and channel counts, the order between channels does not.</summary>
    public IReadOnlyList<TraceEvent> Normalised(TraceLevel level) =>
        [.. Events.Where(e => level.Compares(e.Channel)).OrderBy(e => e.Step).ThenBy(e => e.Time).ThenBy(e => e.Channel, StringComparer.Ordinal)];

    /// <summary>As a file, one event a line.</summary>
    public string Printed()
    {
        var text = new StringBuilder();
        text.Append("{\"scenario\":").Append(CanonicalJson.Of(Scenario)).Append(",\"format\":1,\"events\":[\n");
        text.AppendJoin(",\n", Events.Select(e => CanonicalJson.InOrder(e.Members)));
        return text.Append("\n]}\n").ToString();
    }
}
