namespace Cadre.Query;

/// <summary>What is known.</summary>
public enum QueryStatus : byte
{
    /// <summary>No data yet.</summary>
    Pending,

    /// <summary>The last fetch failed; there may be older data.</summary>
    Error,

    /// <summary>There is data.</summary>
    Success,
}

/// <summary>What is going on.</summary>
public enum FetchStatus : byte
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>A fetch is running, or waiting between two attempts.</summary>
    Fetching,

    /// <summary>A fetch waits for the network or for focus.</summary>
    Paused,
}

/// <summary>Which end of an infinite query a fetch extends.</summary>
public enum FetchDirection : byte
{
    /// <summary>All of it.</summary>
    None,

    /// <summary>The next page.</summary>
    Forward,

    /// <summary>The previous page.</summary>
    Backward,
}
