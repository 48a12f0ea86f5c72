using System.Runtime.CompilerServices;
using System.Text;

namespace Cadre.Live.Tests.Faults;

/// <summary>A transport that repeats, swaps, loses and garbles some of what another one brings.</summary>
internal sealed class MischievousTransport(ITransport inner, int seed, Func<bool> active) : ITransport
{
    private static readonly byte[] Nonsense = Encoding.UTF8.GetBytes("{\"type\":\"agent.upda");

    private readonly Random _random = new(seed);

    public string Name => inner.Name;

    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StreamFrame? held = null;
        StreamFrame? earlier = null;
        await foreach (var frame in inner.OpenAsync(request, cancellationToken))
        {
            var mischief = frame.Kind == StreamFrameKind.Event && active() ? _random.Next(400) : int.MaxValue;
            if (mischief == 0)
            {
                held = frame;
                continue;
            }
            if (mischief == 1) continue;
            if (mischief == 2)
            {
                yield return FrameReader.Read(Nonsense);
                continue;
            }
            yield return frame;
            if (mischief is > 2 and < 30) yield return frame;
            if (mischief is > 30 and < 50 && earlier is { } old) yield return old;
            if (held is { } late) yield return late;
            held = null;
            if (_random.Next(10) == 0 && frame.Kind == StreamFrameKind.Event) earlier = frame;
        }
    }
}
