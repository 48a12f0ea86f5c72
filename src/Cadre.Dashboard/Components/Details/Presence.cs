using Cadre.Client;

namespace Cadre.Dashboard.Components.Details;

/// <summary>Whether what a page is about is there.</summary>
internal enum Presence
{
    /// <summary>Not known yet.</summary>
    Loading,

    /// <summary>It is there.</summary>
    There,

    /// <summary>There is none, and was none since the page is open.</summary>
    Missing,

    /// <summary>It left while the page was open.</summary>
    Left,

    /// <summary>It cannot be said.</summary>
    Failed,
}

/// <summary>Tells how it stands.</summary>
internal static class Presences
{
    public static Presence Of(bool hasData, Exception? error) => (hasData, error) switch
    {
        (true, HubNotFoundException) => Presence.Left,
        (true, _) => Presence.There,
        (false, HubNotFoundException) => Presence.Missing,
        (false, not null) => Presence.Failed,
        _ => Presence.Loading,
    };
}
