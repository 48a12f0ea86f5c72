namespace Cadre.Live;

/// <summary>Catches up page by page while there is no connection.</summary>
internal sealed class Polling(Intake intake, StreamProgress progress, Tally tally, LiveStreamOptions options)
{
    /// <summary>Reads pages until there is no more.</summary>
    /// <returns>Whether it has caught up; false if it cannot at the moment: the next attempt to connect tells why.</returns>
    public async Task<bool> CatchUpAsync(IEventPages pages, string? token, CancellationToken stop)
    {
        using var limit = new Watchdog(options.TimeProvider, stop);
        limit.Allow(options.OpenTimeout);
        try
        {
            intake.Begin();
            while (true)
            {
                tally.Count(Counted.Poll);
                var page = await pages.ReadAsync(new StreamRequest(progress.Position, token), limit.Token);
                limit.Allow(options.Silence);
                if (!await TakeAsync(page, limit.Token)) return false;
                if (!page.More) return true;
                limit.Allow(options.OpenTimeout);
            }
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await intake.AbandonResyncAsync();
            intake.Flush();
        }
    }

    private async Task<bool> TakeAsync(EventPage page, CancellationToken cancellationToken)
    {
        foreach (var frame in page.Frames)
            if (!await intake.TakeAsync(frame, cancellationToken)) return false;
        while (intake.Resync is not null)
            if (!await intake.EndResyncAsync(cancellationToken)) return false;
        intake.Flush();
        return true;
    }
}
