using Cadre.Conformance;

namespace Cadre.Query.Tests.Conformance;

public sealed class QueryCommandTests : IDisposable
{
    private const string Scenario = """
        {"name":"x","fns":{"f":{"script":[{"after":10,"value":1}]}},
        "steps":[{"do":"fetch","key":["a"],"opt":{"fn":"f"},"as":"p"},{"do":"advance","ms":10},{"do":"getData","key":["a"]}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cadre-query-").FullName;

    [Fact]
    public void Emitted_traces_are_what_the_comparison_accepts()
    {
        File.WriteAllText(PathOf("x.json"), Scenario);

        Run("query", "--emit", _folder, _folder).Code.ShouldBe(0);

        Run("query", "--level", "full", _folder).ShouldBe((0, $"1 passed, 0 failed{Environment.NewLine}", ""));
    }

    [Fact]
    public void Changed_trace_fails_with_its_first_difference()
    {
        File.WriteAllText(PathOf("x.json"), Scenario);
        Run("query", "--emit", _folder, PathOf("x.json"));
        File.WriteAllText(PathOf("x.trace.json"), File.ReadAllText(PathOf("x.trace.json")).Replace("\"value\":1", "\"value\":2", StringComparison.Ordinal));

        var (code, output, _) = Run("query", PathOf("x.json"));

        code.ShouldBe(1);
        output.ShouldContain("FAIL x: event");
        output.ShouldContain("\"value\":2");
        output.ShouldEndWith($"0 passed, 1 failed{Environment.NewLine}");
    }

    [Fact]
    public void Scenario_without_a_trace_fails()
    {
        File.WriteAllText(PathOf("x.json"), Scenario);

        Run("query", _folder).Output.ShouldContain("no trace");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"steps":[]}""")]
    [InlineData("""{"name":"x","steps":[{"do":"dance"}]}""")]
    public void Scenario_that_cannot_be_run_fails(string scenario)
    {
        File.WriteAllText(PathOf("x.json"), scenario);
        File.WriteAllText(PathOf("x.trace.json"), """{"scenario":"x","format":1,"events":[]}""");

        var (code, output, _) = Run("query", _folder);

        code.ShouldBe(1);
        output.ShouldContain("FAIL x: it cannot be run");
    }

    [Fact]
    public void Pack_holds_what_the_folder_held()
    {
        File.WriteAllText(PathOf("x.json"), Scenario);
        Run("query", "--emit", _folder, _folder);

        Run("query", "--pack", PathOf("x.jsonl.gz"), _folder).Code.ShouldBe(0);

        Run("query", PathOf("x.jsonl.gz")).Output.ShouldBe($"1 passed, 0 failed{Environment.NewLine}");
    }

    [Theory]
    [InlineData("There is no level 'most'", "--level", "most", ".")]
    [InlineData("Unknown option '--levle'", "--levle", "core", ".")]
    [InlineData("neither a scenario", "no/such/folder")]
    [InlineData("at least one", "--level", "core")]
    [InlineData("needs a value", ".", "--emit")]
    public void Wrong_call_says_what_is_wrong(string message, params string[] arguments)
    {
        var (code, _, errors) = Run(["query", .. arguments]);

        code.ShouldBe(2);
        errors.ShouldContain(message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = Commands.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
