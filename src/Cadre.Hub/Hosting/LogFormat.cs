namespace Cadre.Hub.Hosting;

/// <summary>The form of a line of the console log.</summary>
public enum LogFormat
{
    /// <summary>One readable line an entry.</summary>
    Simple,

    /// <summary>One JSON object an entry.</summary>
    Json,
}
