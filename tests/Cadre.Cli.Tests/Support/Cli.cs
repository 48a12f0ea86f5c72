using System.Text;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.Tests.Support;

/// <summary>Runs the tool in this process, with what it reads and writes in memory.</summary>
internal sealed class Cli
{
    public Dictionary<string, string> Variables { get; } = [];

    public Stream Input { get; init; } = Stream.Null;

    public RecordingWriter Out { get; } = new();

    public RecordingWriter Error { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static async Task<CliResult> RunAsync(params string[] arguments)
    {
        var cli = new Cli();
        var code = await cli.StartAsync(arguments, TestContext.Current.CancellationToken).Within($"cadre {string.Join(' ', arguments)}");
        return new(code, cli.Out.Text, cli.Error.Text);
    }

    public static Stream InputOf(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public async Task<int> StartAsync(string[] arguments, CancellationToken cancellation)
    {
        using var context = new CliContext
        {
            Input = Input,
            Out = Out,
            Error = Error,
            Variable = Variables.GetValueOrDefault,
            Time = Time,
        };
        return await CadreTool.RunAsync(arguments, context, cancellation);
    }
}

internal static class CliRuns
{
    /// <summary>Expects that a run ends because it was cancelled, and not by itself.</summary>
    public static async Task ShouldBeInterruptedAsync(this Task<int> run, Cli cli)
    {
        try
        {
            var code = await run.Within("the end of the interrupted run");
            throw new ShouldAssertException($"The run ended by itself with exit code {code}: {cli.Error.Text}");
        }
        catch (OperationCanceledException)
        {
            // As it should.
        }
    }
}

internal sealed record CliResult(int Code, string Out, string Error);
