using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Cadre.Streams;

namespace Cadre.Bench.Streams;

/// <summary>Frames of 300 bytes, all of one length, each with the moment it was made.</summary>
sealed class MemoryHistory : IFeedHistory
{
    public const string Epoch = "benchepoch";

    /// <summary>High enough that every sequence has as many digits.</summary>
    public const long Start = 1_000_000_000;

    // Before the frames that are measured below.
    static readonly string Padding = new('x', 190);

    /// <summary>Where the moment stands in a frame, and how many digits it has.</summary>
    public static readonly int MomentOffset = Encoding.ASCII.GetString(FrameOf(Start + 1).Sse.Span).IndexOf("\"t\":\"", StringComparison.Ordinal) + 5;

    public const int MomentDigits = 19;

    public static readonly int FrameLength = FrameOf(Start + 1).Sse.Length;

    public long Oldest => 1;

    public static Frame FrameOf(long sequence) => FrameEncoder.Encode(
        new Cursor(Epoch, sequence),
        "agent.updated",
        Encoding.ASCII.GetBytes($$"""{"t":"{{TimeProvider.System.GetTimestamp().ToString("d19", CultureInfo.InvariantCulture)}}","text":"{{Padding}}"}"""));

    public async IAsyncEnumerable<Frame> ReadAsync(long after, long upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var sequence = after + 1; sequence <= upTo; sequence++) yield return FrameOf(sequence);
        await Task.CompletedTask;
    }

    public ValueTask<Frame> ResetAsync(ResetReason reason, CancellationToken cancellationToken) => throw new NotSupportedException();
}
