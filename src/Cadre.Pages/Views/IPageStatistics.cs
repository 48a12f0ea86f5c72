namespace Cadre.Pages;

/// <summary>What live pages cost right now. Safe for use from any thread.</summary>
public interface IPageStatistics
{
    /// <summary>Pages that are kept, each rendered once for all who look at it.</summary>
    int Views { get; }

    /// <summary>Streams and requests that are open.</summary>
    int Viewers { get; }

    /// <summary>How often a fragment was written since the start.</summary>
    long Renders { get; }
}
