using Cadre.Cli.Terminals;
using Spectre.Console;

namespace Cadre.Cli.Feeding;

/// <summary>Chooses how to show a feed: a moving bar on a terminal, a line now and then elsewhere.</summary>
internal static class FeedScreens
{
    public static async Task ShowAsync(CliContext context, long? inputLength, Func<IFeedScreen, Task> work)
    {
        if (!context.Notes.Profile.Capabilities.Interactive)
        {
            await work(new LineFeedScreen(context, inputLength));
            return;
        }

        await context.Notes.Progress()
            .HideCompleted(true)
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async bar => await work(new BarFeedScreen(context, bar, inputLength)));
    }
}
