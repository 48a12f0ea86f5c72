namespace Cadre.Live;

/// <summary>Which transport to try.</summary>
internal sealed class TransportChoice(IReadOnlyList<ITransport> all, TimeSpan keepFallback, TimeProvider time)
{
    private int _current;
    private long? _fallbackSince;

    public ITransport Current => all[_current];

    public void Worked() => _fallbackSince = _current == 0 ? null : _fallbackSince ?? time.GetTimestamp();

    /// <summary>Goes on to the next one.</summary>
    /// <returns>False: all have been tried, and the preferred one is next.</returns>
    public bool TryNext()
    {
        _fallbackSince = null;
        _current = (_current + 1) % all.Count;
        return _current != 0;
    }

    /// <summary>Lets the preferred one have another chance if it has not had one for long: the machine may have moved.</summary>
    public void Reconsider()
    {
        if (_fallbackSince is not { } since || time.GetElapsedTime(since) < keepFallback) return;
        _fallbackSince = null;
        _current = 0;
    }
}
