using Cadre.Client;
using Cadre.Dashboard.Sessions;

namespace Cadre.Dashboard.Components;

/// <summary>What the components of a page read: the fleet of now, or as it was.</summary>
public sealed class FleetScope
{
    internal FleetScope(FleetSession session, string? at)
    {
        (Session, At) = (session, at);
        Queries = at is null ? session.Store.Queries : session.Store.Queries.At(at);
    }

    internal FleetSession Session { get; }

    /// <summary>The queries that the page shows; those of the past if the page is of the past.</summary>
    public IFleetQueries Queries { get; }

    /// <summary>The moment that the page shows: a cursor's sequence or a time; null: now.</summary>
    public string? At { get; }

    /// <summary>Whether something can be done here: it is now, and the viewer may.</summary>
    public bool CanAct => At is null && Session.Viewer.MayAct;

    /// <summary>The address of a page of the workspace, at the same moment.</summary>
    /// <param name="path">The path below the workspace, beginning with <c>/</c>, or empty for the fleet.</param>
    public string Href(string path = "") => $"/w/{Session.Workspace}{path}{(At is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}at={Uri.EscapeDataString(At)}")}";
}
