namespace Cadre.Query.Hammer;

/// <summary>What the server knows of one thing. Its version grows with each change.</summary>
internal sealed record Fact(int Id, long Version);

/// <summary>A server that answers at once, late, never, or with an error. Its facts only ever grow.</summary>
internal sealed class Server(TimeProvider time, int seed)
{
    private readonly long[] _versions = new long[World.Things];
    private int _calls;

    /// <summary>From now on it answers every question, and soon.</summary>
    public bool IsCalm { get; set; }

    public int Calls => _calls;

    public long VersionOf(int id) => Interlocked.Read(ref _versions[id]);

    public Fact Change(int id) => new(id, Interlocked.Increment(ref _versions[id]));

    public Task<Fact> AnswerAsync(int id, QueryContext context) => AnswerAsync(() => new Fact(id, VersionOf(id)), () => context.CancellationToken);

    /// <param name="look">What the answer is; looked up when the question arrives.</param>
    /// <param name="token">Read only by answers that can be cancelled.</param>
    /// <param name="mayHang">Whether there may be no answer until it is cancelled.</param>
    public Task<T> AnswerAsync<T>(Func<T> look, Func<CancellationToken> token, bool mayHang = true)
    {
        var random = new Random(unchecked((seed * 31) + Interlocked.Increment(ref _calls)));
        var answer = look();
        var kind = random.Next(100);
        if (IsCalm) return kind < 50 ? Task.FromResult(answer) : SoonAsync(answer);
        return kind switch
        {
            < 25 => Task.FromResult(answer),
            < 30 => throw new Sabotage(),
            < 35 => Task.FromException<T>(new Sabotage()),
            < 36 => null!,
            < 38 => Task.FromException<T>(new NoDataException()),
            < 60 => SoonAsync(answer),
            < 75 => LaterAsync(answer, random.Next(1, 8), CancellationToken.None),
            < 96 => LaterAsync(answer, random.Next(1, 8), token()),
            _ => LaterAsync(answer, mayHang ? Timeout.Infinite : 1, token()),
        };
    }

    private static async Task<T> SoonAsync<T>(T answer)
    {
        await Task.Yield();
        return answer;
    }

    private async Task<T> LaterAsync<T>(T answer, int milliseconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellationToken);
        return answer;
    }
}
