namespace Cadre.Streams;

/// <summary>Something that looks at its clocks when the shared <see cref="FeedTicker"/> ticks.</summary>
interface ITicked
{
    /// <summary>Does what is due; must be quick.</summary>
    /// <param name="now">A timestamp of the ticker's <see cref="TimeProvider"/>.</param>
    /// <returns>Whether it wants to be ticked again.</returns>
    bool Tick(long now);
}
