namespace Cadre.Cli.Watching;

/// <summary>Shows only events of some types; all of them are still read and checked.</summary>
internal sealed class FilteredEventScreen(IEventScreen screen, Func<string, bool> wanted) : IEventScreen
{
    public void Show(in HubEvent e)
    {
        if (wanted(e.Type))
            screen.Show(e);
    }
}
