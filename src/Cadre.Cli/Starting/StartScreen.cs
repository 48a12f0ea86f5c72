using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Spectre.Console;

namespace Cadre.Cli.Starting;

/// <summary>What is seen after a start: where the hub is, where its data are, what to do next.</summary>
internal sealed class StartScreen(CliContext context)
{
    private static readonly Style Label = new(Color.Grey);
    private static readonly Style Command = new(Color.Green);

    public void Show(HubOptions options, IReadOnlyCollection<string> addresses, string? workspace, string? signInLink, string? simulated = null)
    {
        var text = new Paragraph().Append("\n  Cadre ", new Style(decoration: Decoration.Bold)).Append($"{ShowVersion.Short}\n\n", Label);
        foreach (var address in addresses)
            Row(text, "Address", address, new Style(Color.Aqua, decoration: Decoration.Bold));
        Row(text, "Dashboard", $"{HubAddress.Display(HubAddress.Reachable(HubAddress.Parse(addresses.First())))}{(simulated is null ? "" : $"/w/{simulated}")}, in a browser", Style.Plain);
        Row(text, "Data", options.DataDirectory ?? "in memory only", Style.Plain);
        Row(text, "Workspace", workspace is null ? "default" : $"default, {workspace}", Style.Plain);
        if (simulated is not null)
            Row(text, "Demo", $"workspace {simulated}, simulated: nothing here is real", new Style(Color.Yellow));
        if (signInLink is not null)
        {
            context.Screen.Write(text);
            WriteLink(signInLink);
            text = new Paragraph();
        }

        text.Append("\n  Try next, in another terminal:\n\n", Label);
        foreach (var line in NextSteps(addresses.First(), simulated))
            text.Append($"    {line}\n", Command);
        text.Append(simulated is null ? "\n  Ctrl-C stops the hub.\n\n" : "\n  Ctrl-C stops the hub and the simulation.\n\n", Label);
        context.Screen.Write(text);
        context.Out.Flush();
    }

    // Not through the screen, which would break a line that is longer than the terminal, and the link with it.
    private void WriteLink(string link)
    {
        context.Out.WriteLine($"\n  Open this to sign in as admin. It works once, for {SignInCodes.Lifetime.TotalMinutes} minutes:\n\n    {link}");
        context.Out.WriteLine($"\n  `{Self} link` makes another; it needs the token of an admin.");
    }

    private static void Row(Paragraph text, string label, string value, Style style) =>
        text.Append($"  {label,-11}", Label).Append($"{value}\n", style);

    private string Self => context.Variable("CADRE_COMMAND") ?? "cadre";

    private IEnumerable<string> NextSteps(string address, string? workspace)
    {
        var url = address == HubAddress.Default ? "" : $" --url {address}";
        if (workspace is not null)
            url += $" --workspace {workspace}";
        yield return workspace is null ? $"curl {address}/api/agents" : $"curl {address}/api/workspaces/{workspace}/conflicts";
        yield return $"{Self} events --follow{url}";
        yield return $"{Self} state{url}";
    }
}
