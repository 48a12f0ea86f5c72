namespace Cadre.Streams;

/// <summary>Something that looks at its clocks when the shared <see cref="FeedTicker"/> ticks.</summary>
interface ITicked
{
    /// <summary>Whether there is anything to look at; when not, it is forgotten until it is added again.</summary>
    bool WantsTicks { get; }

    /// <summary>Does what is due; must be quick.</summary>
    /// <param name="now">A timestamp of the ticker's <see cref="TimeProvider"/>.</param>
    void Tick(long now);
}
