namespace Cadre.Conformance.Query;

/// <summary>Something that a user of the library could observe.</summary>
/// <param name="Step">The index of the top-level step.</param>
/// <param name="Time">When, in Unix milliseconds.</param>
/// <param name="Channel">Who observed it.</param>
/// <param name="Members">All of it, as plain values.</param>
internal sealed record TraceEvent(int Step, double Time, string Channel, IReadOnlyDictionary<string, object?> Members)
{
    public static TraceEvent Of(int step, long time, string channel, string kind, IReadOnlyDictionary<string, object?> fields)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["s"] = (double)step, ["t"] = (double)time, ["ch"] = channel, ["e"] = kind };
        foreach (var (name, value) in fields)
        {
            if (value is not Nothing) members[name] = Json.Copy(value);
        }
        return new(step, time, channel, members);
    }

    public static TraceEvent Read(object? json)
    {
        var spec = Spec.Of(json);
        return new((int)Script.Number(spec["s"]), Script.Number(spec["t"]), spec.Needed("ch"), spec.Members);
    }

    /// <summary>As canonical JSON, which is how events are compared.</summary>
    public string Canonical { get; } = CanonicalJson.Of(Members);
}
