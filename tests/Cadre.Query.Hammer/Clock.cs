using Cadre.Query.Testing;

namespace Cadre.Query.Hammer;

/// <summary>The time of a round: the machine's, or a clock that a thread of its own moves in small and large steps.</summary>
internal sealed class Clock : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread? _mover;

    public Clock(bool isFake, int seed)
    {
        if (!isFake) return;
        var clock = new TestClock();
        Time = clock;
        var random = new Random(seed);
        _mover = new Thread(() =>
        {
            while (!_stop.IsCancellationRequested)
            {
                clock.Advance(TimeSpan.FromMilliseconds(random.Next(20) == 0 ? random.Next(50) : 1));
                _stop.Token.WaitHandle.WaitOne(random.Next(2));
            }
        }) { IsBackground = true, Name = "clock" };
        _mover.Start();
    }

    public TimeProvider Time { get; } = TimeProvider.System;

    public void Dispose()
    {
        _stop.Cancel();
        _mover?.Join();
        _stop.Dispose();
    }
}
