using System.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.CommandLine;

/// <summary>The options that every command which talks to a hub has, with their defaults from the environment.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Address of the hub. [default: $CADRE_URL or {HubAddress.Default}]",
        HelpName = "URL",
    };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = "Access token; not needed for a hub on this machine. [default: $CADRE_TOKEN]",
        HelpName = "TOKEN",
    };

    public Option<string?> Workspace { get; } = new("--workspace", "-w")
    {
        Description = "Workspace to use. [default: $CADRE_WORKSPACE or default]",
        HelpName = "WORKSPACE",
    };

    public void AddTo(Command command, bool workspace = true)
    {
        command.Options.Add(Url);
        command.Options.Add(Token);
        if (workspace)
            command.Options.Add(Workspace);
    }

    public HubConnection Connect(ParseResult line, CliContext context) =>
        new(
            HubAddress.Parse(line.GetValue(Url) ?? NonEmpty(context.Variable("CADRE_URL"))),
            line.GetValue(Token) ?? NonEmpty(context.Variable("CADRE_TOKEN")),
            context.Time);

    public string WorkspaceName(ParseResult line, CliContext context) =>
        GivenWorkspace(line, context) ?? "default";

    /// <summary>The workspace that was asked for; null if none was.</summary>
    public string? GivenWorkspace(ParseResult line, CliContext context) =>
        line.GetValue(Workspace) ?? NonEmpty(context.Variable("CADRE_WORKSPACE"));

    public string WorkspacePath(ParseResult line, CliContext context) =>
        $"/api/workspaces/{Uri.EscapeDataString(WorkspaceName(line, context))}";

    private static string? NonEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
