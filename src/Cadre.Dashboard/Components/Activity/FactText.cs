using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>What a line of the activity says.</summary>
internal static class FactText
{
    private const int Longest = 400;

    public static string Of(RecordedFact fact) => fact.Fact is { } known ? FactSentence.Of(known) : fact.Type;

    /// <summary>The sentence, its subject apart, and not longer than a reader takes in at a glance.</summary>
    public static (string Subject, string Told, bool IsCut) Parts(RecordedFact fact)
    {
        var text = Of(fact);
        var isCut = text.Length > Longest;
        if (isCut) text = string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "…");
        var subject = Subject(fact, text);
        return (text[..subject], text[subject..], isCut);
    }

    /// <summary>The one agent that an event is about, if it is one.</summary>
    public static AgentId? Agent(RecordedFact fact) => fact.Fact is { } known && FactSubjects.Agents(known).Take(2).ToList() is [var agent] ? agent : null;

    /// <summary>The task that an event is about.</summary>
    public static TaskId? Task(RecordedFact fact) => fact.Fact is { } known and not FleetResynced && FactSubjects.Tasks(known).Take(1).ToList() is [var task] ? task : null;

    private static int Subject(RecordedFact fact, string text)
    {
        if (text.StartsWith('#')) return text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? end : text.Length;
        return Agent(fact) is { } agent && text.StartsWith(agent.Value, StringComparison.Ordinal) ? agent.Value.Length : 0;
    }
}
