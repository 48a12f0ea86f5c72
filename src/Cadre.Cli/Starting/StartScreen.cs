using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Terminals;
using Cadre.Hub.Hosting;
using Spectre.Console;

namespace Cadre.Cli.Starting;

/// <summary>What is seen after a start: where the hub is, where its data are, what to do next.</summary>
internal sealed class StartScreen(CliContext context)
{
    private static readonly Style Label = new(Color.Grey);
    private static readonly Style Command = new(Color.Green);

    public void Show(HubOptions options, IReadOnlyCollection<string> addresses, string? workspace)
    {
        var text = new Paragraph().Append("\n  Cadre ", new Style(decoration: Decoration.Bold)).Append($"{ShowVersion.Short}\n\n", Label);
        foreach (var address in addresses)
            Row(text, "Address", address, new Style(Color.Aqua, decoration: Decoration.Bold));
        Row(text, "Data", options.DataDirectory ?? "in memory only", Style.Plain);
        Row(text, "Workspace", workspace is null ? "default" : $"default, {workspace}", Style.Plain);
        text.Append("\n  Try next, in another terminal:\n\n", Label);
        foreach (var line in NextSteps(addresses.First()))
            text.Append($"    {line}\n", Command);
        text.Append("\n  Ctrl-C stops the hub.\n\n", Label);
        context.Screen.Write(text);
        context.Out.Flush();
    }

    private static void Row(Paragraph text, string label, string value, Style style) =>
        text.Append($"  {label,-11}", Label).Append($"{value}\n", style);

    private IEnumerable<string> NextSteps(string address)
    {
        var self = context.Variable("CADRE_COMMAND") ?? "cadre";
        var url = address == HubAddress.Default ? "" : $" --url {address}";
        yield return $"curl {address}/api/agents";
        yield return $"{self} events --follow{url}";
        yield return $"{self} state{url}";
    }
}
