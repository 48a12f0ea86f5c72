namespace Cadre.Hub.Health;

/// <summary>Whether the hub can serve, asked at most once a second however often it is wanted.</summary>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1);
    private Report? _report;

    public async ValueTask<IReadOnlyList<(string Name, string? Reason)>> GetAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_report))
            return _report!.Checks;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_report))
                _report = new Report(time.GetTimestamp(), await AskAsync(cancellationToken));
            return _report!.Checks;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private bool IsFresh(Report? report) => report is not null && time.GetElapsedTime(report.Taken) < Freshness;

    private async Task<IReadOnlyList<(string, string?)>> AskAsync(CancellationToken cancellationToken)
    {
        var answers = new List<(string, string?)>();
        foreach (var check in checks)
            answers.Add((check.Name, await check.CheckAsync(cancellationToken)));
        return answers;
    }

    private sealed record Report(long Taken, IReadOnlyList<(string Name, string? Reason)> Checks);
}
