namespace Cadre.Query.Tests.Conformance;

/// <summary>The recorded scenarios beside the tests.</summary>
internal static class Packs
{
    public static string PathOf(string pack) => Path.Combine(AppContext.BaseDirectory, "data", "conformance", "query", $"{pack}.jsonl.gz");
}
