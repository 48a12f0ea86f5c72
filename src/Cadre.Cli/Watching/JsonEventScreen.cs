using System.Text;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.Watching;

/// <summary>One event a line, exactly as received: what <c>cadre feed - --dialect native</c> reads.</summary>
internal sealed class JsonEventScreen(CliContext context) : IEventScreen
{
    public void Show(in HubEvent e)
    {
        context.Out.Write(Encoding.UTF8.GetString(e.Raw));
        context.Out.Write('\n');
    }
}
