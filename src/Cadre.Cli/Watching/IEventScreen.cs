namespace Cadre.Cli.Watching;

/// <summary>Shows events.</summary>
internal interface IEventScreen
{
    void Show(in HubEvent e);
}
