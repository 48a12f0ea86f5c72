using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;
using Cadre.Query;

namespace Cadre.Dashboard.Components;

/// <summary>What the components of a page read: the fleet of now, or as it was.</summary>
public sealed class FleetScope
{
    internal FleetScope(FleetSession session, string? at)
    {
        (Session, At) = (session, at);
        var live = session.Store.Queries;
        Moment = at is null ? null : live.Past(Cursor(at));
        Queries = at is null ? live : live.At(Cursor(at));
    }

    internal FleetSession Session { get; }

    /// <summary>The queries that the page shows; those of the past if the page is of the past.</summary>
    public IFleetQueries Queries { get; }

    /// <summary>The moment that the page shows: a cursor or a time; null: now.</summary>
    public string? At { get; }

    /// <summary>The state of that moment; null: the page shows now.</summary>
    public QueryDefinition<StateMoment>? Moment { get; }

    /// <summary>Whether the page shows the past.</summary>
    public bool IsPast => At is not null;

    /// <summary>Whether something can be done here: it is now, and the viewer may.</summary>
    public bool CanAct => !IsPast && Session.Viewer.MayAct;

    /// <summary>The address of a page of the workspace, at the same moment.</summary>
    /// <param name="path">The path below the workspace, beginning with <c>/</c>, or empty for the fleet; it may have a query.</param>
    public string Href(string path = "") =>
        $"/w/{Session.Workspace}{path}{(At is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}at={Uri.EscapeDataString(At)}")}";

    /// <summary>The address of an agent's page.</summary>
    public string Href(AgentId agent) => Href($"/agents/{string.Join('/', agent.Value.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>The address of a task's page.</summary>
    public string Href(TaskId task) => Href($"/tasks/{task}");

    /// <summary>Where the form of an action goes.</summary>
    /// <param name="verb">The action.</param>
    public string Do(string verb) => $"/w/{Session.Workspace}/do/{verb}";

    /// <summary>How long something has been, at the moment that the page shows.</summary>
    /// <param name="since">Unix milliseconds.</param>
    public TimeSpan Age(long since)
    {
        var now = Moment is not null && Session.Client.GetData(Moment) is { } moment ? moment.Time : Session.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return TimeSpan.FromMilliseconds(Math.Max(0, now - since));
    }

    // People write the number of an event; the log knows it by its cursor.
    private string Cursor(string at) =>
        at.Length < 12 && at.All(char.IsAsciiDigit) && Session.Store.State is { } state ? $"{state.Cursor.Epoch}:{at}" : at;
}
