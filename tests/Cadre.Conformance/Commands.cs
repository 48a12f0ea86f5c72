namespace Cadre.Conformance;

/// <summary>The subcommands of the runner.</summary>
internal static class Commands
{
    private const int Passed = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    private static readonly IReadOnlyList<Command> Table =
    [
        new("reducer", "FILE.jsonl …", "state after each action, through the action reader and the reducer", CaseFiles.Runner(ReducerCase.Check)),
        new("messages", "FILE.jsonl …", "flat message to reducer action", CaseFiles.Runner(MessageCase.Check)),
        new("query", Query.QueryCommand.Arguments, "scenarios of Cadre.Query against their recorded traces", Query.QueryCommand.Run),
    ];

    /// <summary>Runs one subcommand.</summary>
    /// <returns>0 when every case passed, 1 when one failed or could not be read, 2 when the call was wrong.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is [] or ["--help" or "-h"])
        {
            WriteUsage(args.Length == 0 ? errors : output);
            return args.Length == 0 ? Misused : Passed;
        }
        if (Table.FirstOrDefault(command => command.Name == args[0]) is not { } chosen)
        {
            errors.WriteLine($"Unknown subcommand '{args[0]}'.");
            WriteUsage(errors);
            return Misused;
        }
        if (args.Length == 1)
        {
            errors.WriteLine($"'{chosen.Name}' needs at least one file of cases: {chosen.Name} {chosen.Arguments}");
            return Misused;
        }
        try
        {
            var (passed, failed) = chosen.Run(args[1..], output);
            output.WriteLine($"{passed} passed, {failed} failed");
            return failed == 0 ? Passed : Failed;
        }
        catch (ArgumentException e)
        {
            errors.WriteLine(e.Message);
            return Misused;
        }
    }

    private static void WriteUsage(TextWriter writer)
    {
        writer.WriteLine("usage: dotnet run -c Release --project tests/Cadre.Conformance -- <subcommand> <arguments>");
        foreach (var command in Table) writer.WriteLine($"  {command.Name} {command.Arguments,-14} {command.Description}");
    }

    private sealed record Command(string Name, string Arguments, string Description, RunCases Run);
}

/// <summary>Runs all cases that the arguments name and says which fail.</summary>
/// <returns>How many passed and how many failed.</returns>
internal delegate (int Passed, int Failed) RunCases(string[] arguments, TextWriter output);
