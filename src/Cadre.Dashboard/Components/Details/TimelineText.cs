using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Details;

/// <summary>What an event did, told in the history of one agent or task, where its name need not be said again.</summary>
internal static class TimelineText
{
    /// <param name="fact">The event.</param>
    /// <param name="name">How sentences name whose history it is: <c>backend/ada</c>, <c>#17</c>.</param>
    public static string Of(RecordedFact fact, string name)
    {
        if (fact.Fact is not { } known) return $"{fact.Type}, of a newer version of the hub";
        return Without(FactSentence.Of(known), name);
    }

    private static string Without(string sentence, string name)
    {
        if (!sentence.StartsWith(name, StringComparison.Ordinal)) return sentence;
        var rest = sentence[name.Length..];
        if (rest.StartsWith(": ", StringComparison.Ordinal)) rest = rest[1..];
        // A title in quotes belongs to the number before it.
        return rest.StartsWith(' ') && rest.TrimStart() is { Length: > 0 } said && said[0] != '"' ? Begun(said) : sentence;
    }

    // The name of an agent in a group is written as it is.
    private static string Begun(string said) => said.AsSpan().IndexOfAny(' ', '/') is >= 0 and var end && said[end] == '/' ? said : char.ToUpperInvariant(said[0]) + said[1..];
}
