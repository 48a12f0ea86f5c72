using Cadre.Conformance;

namespace Cadre.Fleet.Tests.Conformance;

public sealed class ConformanceTests
{
    [Theory]
    [InlineData("reducer", 165)]
    [InlineData("messages", 76)]
    public void Recorded_cases_all_pass(string kind, int count)
    {
        var (code, output) = Run(kind, PathOf(kind));

        output.ShouldEndWith($"{count} passed, 0 failed{Environment.NewLine}");
        code.ShouldBe(0);
    }

    [Fact]
    public void Several_files_are_counted_together()
    {
        var (_, output) = Run("messages", PathOf("messages"), PathOf("messages"));

        output.ShouldEndWith($"152 passed, 0 failed{Environment.NewLine}");
    }

    [Fact]
    public void Wrong_expectation_fails_with_the_first_difference()
    {
        var (code, output) = RunLines("reducer", """
            {"id":"x","initial":{"agents":[],"tasks":[],"activity":[],"projectProgress":null,"wsConnected":false,"lastSyncTimestamp":0},
            "actions":[{"type":"WS_CONNECTED","payload":true}],
            "expectedStates":[{"agents":[],"tasks":[],"activity":[],"projectProgress":null,"wsConnected":false,"lastSyncTimestamp":0}]}
            """.ReplaceLineEndings(""));

        output.ShouldContain("FAIL x: after action 0 (WS_CONNECTED) at $.wsConnected expected false, got true");
        output.ShouldEndWith($"0 passed, 1 failed{Environment.NewLine}");
        code.ShouldBe(1);
    }

    [Fact]
    public void New_object_fails_where_the_same_is_demanded()
    {
        var (_, output) = RunLines("reducer", """
            {"id":"x","initial":{"agents":[],"tasks":[],"activity":[],"projectProgress":null,"wsConnected":false,"lastSyncTimestamp":0},
            "actions":[{"type":"WS_CONNECTED","payload":true}],
            "expectedStates":[{"agents":[],"tasks":[],"activity":[],"projectProgress":null,"wsConnected":true,"lastSyncTimestamp":0}],"sameReference":[true]}
            """.ReplaceLineEndings(""));

        output.ShouldContain("not the same object");
    }

    [Theory]
    [InlineData("not json", "is not JSON")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("""{"id":"x"}""", "not of the expected form")]
    public void Line_that_is_no_case_counts_as_failed(string line, string reason)
    {
        var (code, output) = RunLines("messages", line);

        output.ShouldContain(reason);
        output.ShouldEndWith($"0 passed, 1 failed{Environment.NewLine}");
        code.ShouldBe(1);
    }

    [Fact]
    public void Missing_file_counts_as_failed() => Run("reducer", "/no/such/file.jsonl").Output.ShouldContain("does not exist");

    [Theory]
    [InlineData("querry")]
    [InlineData("reducer")]
    public void Wrong_call_says_how_to_call(string subcommand)
    {
        var errors = new StringWriter();

        Commands.Run([subcommand], TextWriter.Null, errors).ShouldBe(2);

        errors.ToString().ShouldContain("reducer FILE.jsonl");
    }

    private static string PathOf(string kind) => Path.Combine(AppContext.BaseDirectory, "data", "conformance", kind, "cases.jsonl");

    private static (int Code, string Output) Run(params string[] args)
    {
        var output = new StringWriter();
        var code = Commands.Run(args, output, TextWriter.Null);
        return (code, output.ToString());
    }

    private static (int Code, string Output) RunLines(string kind, string line)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, line);
            return Run(kind, file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
