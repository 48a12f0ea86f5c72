using System.Globalization;
using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>The small record that most measures keep in the cache.</summary>
internal sealed record SampleAgent(string Id, string Name, string Status, int Progress)
{
    public static SampleAgent Make(int number, int progress = 0) =>
        new(string.Create(CultureInfo.InvariantCulture, $"agent-{number}"), "Backend worker", "running", progress);

    public static SampleAgent[] Many(int count) => [.. Enumerable.Range(0, count).Select(number => Make(number))];

    public static QueryDefinition<SampleAgent> Query(string id) => new(["agents", id]);
}
