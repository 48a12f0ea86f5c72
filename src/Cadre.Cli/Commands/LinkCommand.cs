using System.CommandLine;
using System.Net.Http.Json;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;
using Cadre.Hub.Access;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre link</c>: makes a link by which somebody's browser signs in, once.</summary>
internal sealed class LinkCommand : CadreCommand
{
    private readonly CliContext _context;
    private readonly CommonOptions _common = new();
    private readonly Option<string> _role = new("--role")
    {
        Description = "What the browser may do: viewer reads, agent reports, operator steers, admin manages tokens and workspaces. [default: operator]",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Whose browser it is. Appears as the actor of events.",
        HelpName = "NAME",
    };

    public LinkCommand(CliContext context)
        : base("link", "Make a link that signs a browser in, once.")
    {
        _context = context;
        _role.AcceptWords([.. RoleNames.All]);
        _common.Workspace.Description = "The workspace it is good for, or '*' for all. [default: $CADRE_WORKSPACE or all that the token is good for]";
        Options.Add(_role);
        Options.Add(_name);
        _common.AddTo(this);
        Examples =
        [
            new("cadre link", "for a browser that steers the hub on this machine"),
            new("cadre link --role viewer --workspace night --name kim", "for somebody who may watch one workspace"),
            new("cadre link --url https://hub.example --token cdr_…", "at a hub elsewhere, with the token of an admin"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        using var hub = _common.Connect(line, _context);
        var wishes = new Dictionary<string, string?>
        {
            ["workspace"] = _common.GivenWorkspace(line, _context),
            ["role"] = line.GetValue(_role),
            ["name"] = line.GetValue(_name),
        };
        using var answer = await hub.ReadJsonAsync(HttpMethod.Post, "/api/sign-ins", JsonContent.Create(wishes), null, cancellation);
        var made = answer.RootElement;
        var workspace = made.GetProperty("workspace").GetString()!;

        // The link alone goes to standard output, so that a script can take it from there.
        await _context.Out.WriteLineAsync(SignInLink.To(hub.Address, made.GetProperty("code").GetString()!));
        _context.Say($"It works once, for {SignInCodes.Lifetime.TotalMinutes} minutes, and signs in as {made.GetProperty("role").GetString()} of "
            + (workspace == TokenRecord.AnyWorkspace ? "all workspaces." : $"workspace {SafeText.OneLine(workspace)}."));
        return ExitCode.Success;
    }
}
