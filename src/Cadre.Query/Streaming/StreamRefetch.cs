namespace Cadre.Query;

/// <summary>What a refetch of a streamed query does with the data that is there.</summary>
public enum StreamRefetch
{
    /// <summary>Starts over from pending.</summary>
    Reset,

    /// <summary>Adds to it.</summary>
    Append,

    /// <summary>Keeps it until the new stream is complete.</summary>
    Replace,
}
