namespace Cadre.Cli.Feeding;

/// <summary>Shows how a feed goes while it runs.</summary>
internal interface IFeedScreen
{
    /// <summary>Some messages were dealt with, and the input was read up to a position in bytes.</summary>
    void Advance(FeedTally tally, long inputPosition);

    /// <summary>Something the user should know although the feed goes on.</summary>
    void Warn(string text);
}
