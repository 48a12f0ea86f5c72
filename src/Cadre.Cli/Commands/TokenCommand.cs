using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;
using Cadre.Cli.Tokens;
using Cadre.Hub.Access;
using Spectre.Console;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre token</c>: makes, lists and revokes access tokens.</summary>
internal sealed class TokenCommand : CadreCommand
{
    private readonly CliContext _context;
    private readonly CommonOptions _common = new();
    private readonly Option<string?> _data = DataOption.Create();
    private readonly Option<string> _role = new("--role")
    {
        Description = "What it allows: viewer reads, agent reports, operator steers, admin manages tokens and workspaces.",
        Required = true,
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Whose it is; for an agent its id. Appears as the actor of events.",
        HelpName = "NAME",
    };

    private readonly Argument<string> _id = new("id") { Description = "Id of the token, as `cadre token list` shows it.", HelpName = "ID" };

    public TokenCommand(CliContext context)
        : base("token", "Make, list and revoke access tokens: in a data folder, or with --url through a running hub.")
    {
        _context = context;
        _role.AcceptWords([.. RoleNames.All]);
        _common.Workspace.Description = "The workspace it is good for, or '*' for all.";
        Subcommands.Add(CreateSub("create", "Make a token and print it, once.", CreateAsync, _role, _common.Workspace, _name));
        Subcommands.Add(CreateSub("list", "List tokens, without their secrets.", ListAsync));
        var revoke = CreateSub("revoke", "Revoke a token; it stops working at once.", RevokeAsync);
        revoke.Arguments.Add(_id);
        Subcommands.Add(revoke);
        Examples =
        [
            new("cadre token create --role agent --name ada", "a token for one agent, made in the data folder"),
            new("cadre token create --role admin --workspace '*' --url https://hub.example", "for all workspaces, through a running hub"),
            new("cadre token revoke 3k9x2m5q8r1t", "end a token and its streams"),
        ];
    }

    private Command CreateSub(string name, string description, Func<ParseResult, ITokens, CancellationToken, Task<int>> run, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Options.Add(option);
        command.Options.Add(_data);
        _common.AddTo(command, workspace: false);
        command.SetAction(async (line, cancellation) =>
        {
            using var tokens = Open(line);
            return await run(line, tokens, cancellation);
        });
        return command;
    }

    private ITokens Open(ParseResult line)
    {
        var data = line.GetValue(_data);
        if (data is null && (line.GetValue(_common.Url) ?? _context.Variable("CADRE_URL")) is { Length: > 0 })
            return new RemoteTokens(_common.Connect(line, _context));
        if (data is not null && line.GetValue(_common.Url) is not null)
            throw new CliException("--data and --url contradict each other.", "Give --data to work on the folder itself, --url to ask a running hub.", ExitCode.Usage);
        return new StoredTokens(DataOption.Resolve(data, _context), _context.Time);
    }

    private async Task<int> CreateAsync(ParseResult line, ITokens tokens, CancellationToken cancellation)
    {
        var name = line.GetValue(_name);
        if (name is not null && (name.Length is 0 or > 200 || name.Any(char.IsControl)))
            throw new CliException("--name must be 1 to 200 characters, none of them control characters.", exitCode: ExitCode.Usage);
        if (!RoleNames.TryParse(line.GetRequiredValue(_role), out var role))
            throw new UnreachableException("The option takes role names only.");
        var workspace = _common.WorkspaceName(line, _context);
        var token = await tokens.CreateAsync(workspace, role, name, cancellation);

        // The secret alone goes to standard output, so that a script can take it from there.
        await _context.Out.WriteLineAsync(token.Text);
        _context.Say($"Token {token.Id} with the role {RoleNames.Of(role)} for {(workspace == TokenRecord.AnyWorkspace ? "all workspaces" : $"workspace {workspace}")}, kept in {tokens.Place}.");
        _context.Say("Keep it now: only its hash is stored, and it is not shown again.");
        return ExitCode.Success;
    }

    private async Task<int> ListAsync(ParseResult line, ITokens tokens, CancellationToken cancellation)
    {
        var entries = await tokens.ListAsync(cancellation);
        if (entries.Count == 0)
        {
            _context.Say($"No tokens in {tokens.Place}. `cadre token create --role agent` makes one.");
            return ExitCode.Success;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var column in new[] { "Id", "Role", "Workspace", "Name", "Created", "Last used", "Expires", "Revoked" })
            table.AddColumn(new TableColumn(new Text(column, new Style(Color.Grey))).PadRight(2).NoWrap());
        var now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var entry in entries)
        {
            var works = entry.RevokedAt is null && (entry.ExpiresAt is null || entry.ExpiresAt > now);
            table.AddRow(
                new[] { entry.Id, entry.Role, entry.Workspace, entry.Name ?? "", Time(entry.CreatedAt), Time(entry.LastUsedAt), Time(entry.ExpiresAt), Time(entry.RevokedAt) }
                    .Select(text => new Text(SafeText.OneLine(text), works ? Style.Plain : new Style(Color.Grey))));
        }

        _context.Screen.Write(table);
        return ExitCode.Success;
    }

    private async Task<int> RevokeAsync(ParseResult line, ITokens tokens, CancellationToken cancellation)
    {
        var id = line.GetRequiredValue(_id);
        await tokens.RevokeAsync(id, cancellation);
        _context.Say($"Token {SafeText.OneLine(id)} is revoked.");
        return ExitCode.Success;
    }

    private string Time(long? milliseconds) => milliseconds is { } time
        ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), _context.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "";
}
