using System.Text.RegularExpressions;
using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Claims;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("src/a.cs", "src/a.cs", true)]
    [InlineData("src/a.cs", "src/b.cs", false)]
    [InlineData("src/*", "src/a.cs", true)]
    [InlineData("src/*", "src/x/a.cs", false)]
    [InlineData("src/**", "src/x/a.cs", true)]
    [InlineData("src/**", "src", true)]
    [InlineData("src/**", "srcs/a", false)]
    [InlineData("src/*/a.cs", "src/b/*", true)]
    [InlineData("src/*/a.cs", "src/b/*.md", false)]
    [InlineData("**/a.cs", "src/**", true)]
    [InlineData("**/*.cs", "docs/*.md", false)]
    [InlineData("**", "anything/at/all", true)]
    [InlineData("a*b", "*ab*", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*c", "ac", true)]
    [InlineData("*.cs", "*.cs.bak", false)]
    [InlineData("*.c*", "*.cs", true)]
    [InlineData("src/**/test/**", "src/test", true)]
    [InlineData("src/**/test/*", "src/a/b/test/c", true)]
    [InlineData("src/**/test/*", "src/a/b/testing/c", false)]
    [InlineData("src/A.cs", "src/a.cs", false)]
    [InlineData("/src/a", "src/a", false)]
    public void Patterns_overlap_when_a_path_matches_both(string a, string b, bool overlap)
    {
        PathGlob.Overlap(a, b).ShouldBe(overlap);
        PathGlob.Overlap(b, a).ShouldBe(overlap);
    }

    /// <summary>The oracle tries every short path over a small alphabet against both patterns, translated to regular expressions.</summary>
    [Fact]
    public void Overlap_agrees_with_trying_every_short_path()
    {
        var segment = Gen.Elements("a", "b", "*", "?", "a*", "*b", "a?", "**", "ab", "*a*");
        var pattern = Gen.Choose(1, 3).SelectMany(length => segment.ListOf(length)).Select(segments => string.Join('/', segments));
        Properties.Properties.ForAll(Gen.Zip(pattern, pattern), pair =>
        {
            var (a, b) = (Matcher(pair.Item1), Matcher(pair.Item2));
            var witness = ShortPaths.FirstOrDefault(path => a.IsMatch("/" + path) && b.IsMatch("/" + path));
            PathGlob.Overlap(pair.Item1, pair.Item2).ShouldBe(witness is not null, $"{pair.Item1} and {pair.Item2}: {witness ?? "no common path"}");
        });
    }

    private static readonly List<string> ShortPaths = [.. Paths(3)];

    private static IEnumerable<string> Paths(int depth)
    {
        string[] segments = ["a", "b", "c", "aa", "ab", "ba", "bb", "aab", "abb", "bab"];
        IEnumerable<string> paths = [""];
        for (var i = 0; i < depth; i++)
        {
            paths = [.. paths.SelectMany(path => segments.Select(next => path.Length == 0 ? next : $"{path}/{next}"))];
            foreach (var path in paths) yield return path;
        }
    }

    /// <summary>Matches paths that begin with a slash, so that every segment, also none, has the same form.</summary>
    private static Regex Matcher(string pattern)
    {
        var parts = pattern.Split('/').Select(segment => segment == "**"
            ? "(/[^/]+)*"
            : "/" + Regex.Escape(segment).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal));
        return new Regex($"^{string.Concat(parts)}$", RegexOptions.CultureInvariant);
    }
}
