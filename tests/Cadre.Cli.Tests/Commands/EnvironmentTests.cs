using Cadre.Cli.Terminals;
using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.Commands;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Address_and_workspace_come_from_the_environment()
    {
        await using var hub = await RunningHub.StartAsync();

        var (code, cli) = await RunAsync(["state"], ("CADRE_URL", hub.Url), ("CADRE_WORKSPACE", "default"));
        var (other, elsewhere) = await RunAsync(["state"], ("CADRE_URL", hub.Url), ("CADRE_WORKSPACE", "night"));

        code.ShouldBe(ExitCode.Success, cli.Error.Text);
        other.ShouldBe(ExitCode.Failure);
        elsewhere.Error.Text.ShouldContain("'night'");
    }

    [Fact]
    public async Task Option_wins_over_the_environment()
    {
        await using var hub = await RunningHub.StartAsync();

        var (code, cli) = await RunAsync(["state", "--url", hub.Url, "-w", "default"], ("CADRE_URL", "http://127.0.0.1:1"), ("CADRE_WORKSPACE", "night"));

        code.ShouldBe(ExitCode.Success, cli.Error.Text);
    }

    [Fact]
    public async Task Token_comes_from_the_environment()
    {
        await using var hub = await RunningHub.StartAsync();

        var (code, cli) = await RunAsync(["state", "--url", hub.Url], ("CADRE_TOKEN", "cdr_wrong"));

        code.ShouldBe(ExitCode.Failure);
        cli.Error.Text.ShouldContain("401 token-invalid");
    }

    [Fact]
    public async Task Stack_trace_is_for_those_who_ask_for_it()
    {
        string[] line = ["state", "--url", "http://127.0.0.1:1"];

        var (_, quiet) = await RunAsync(line);
        var (_, debug) = await RunAsync(line, ("CADRE_DEBUG", "1"));

        quiet.Error.Lines.Count.ShouldBe(2);
        debug.Error.Text.ShouldContain("   at Cadre.Cli.");
    }

    [Theory]
    [InlineData("xterm-256color", null, true)]
    [InlineData("xterm-256color", "", true)]
    [InlineData("xterm-256color", "1", false)]
    [InlineData("dumb", null, false)]
    public void Colours_are_for_terminals_that_want_them(string terminal, string? noColor, bool coloured)
    {
        var writer = new RecordingWriter();
        using var context = new CliContext
        {
            Input = Stream.Null,
            Out = writer,
            Error = TextWriter.Null,
            OutIsTerminal = true,
            Variable = name => name switch { "TERM" => terminal, "NO_COLOR" => noColor, _ => null },
        };

        (context.Screen.Profile.Capabilities.ColorSystem != Spectre.Console.ColorSystem.NoColors).ShouldBe(coloured);
    }

    private static async Task<(int Code, Support.Cli Cli)> RunAsync(string[] line, params (string Name, string Value)[] variables)
    {
        var cli = new Support.Cli();
        foreach (var (name, value) in variables)
            cli.Variables[name] = value;
        return (await cli.StartAsync(line, TestContext.Current.CancellationToken).Within(string.Join(' ', line)), cli);
    }
}
