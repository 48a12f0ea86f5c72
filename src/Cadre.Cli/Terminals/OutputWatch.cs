using System.Runtime.InteropServices;

namespace Cadre.Cli.Terminals;

/// <summary>Notices that whoever read our output has gone, also while there is nothing to write: <c>cadre events --follow | head</c> ends when head does.</summary>
internal sealed partial class OutputWatch : IAsyncDisposable
{
    private const int StandardOutput = 1;
    private const short ErrorOrHangUp = 0x8 | 0x10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _watching;

    public OutputWatch(CliContext context, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _watching = context.OutIsPipe ? WatchAsync(context.Time) : Task.CompletedTask;
    }

    /// <summary>Cancelled when the reader has gone.</summary>
    public CancellationToken Closed => _closed.Token;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
        _closed.Dispose();
    }

    private async Task WatchAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (ReaderHasGone())
                {
                    await _closed.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants to know any more.
        }
    }

    private static bool ReaderHasGone()
    {
        var output = new PollDescriptor { Descriptor = StandardOutput };
        return Poll(ref output, 1, 0) == 1 && (output.Happened & ErrorOrHangUp) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Happened;
    }
}
