using Cadre.Query;

namespace Cadre.Dashboard.Actions;

/// <summary>What is being done about an agent, a task or a claim right now, and what was refused a moment ago: everybody who sees it sees that too.</summary>
internal sealed class PendingActions(QueryClient client)
{
    // They are told, never asked for.
    private static readonly QueryDefinition<ActionState> Marks = new(["dashboard", "action"])
    {
        Enabled = false,
        InitialData = ActionState.None,
        StaleTime = StaleTime.Infinite,
        GcTime = TimeSpan.FromMinutes(1),
    };

    private readonly Lock _gate = new();

    /// <summary>How it stands with a subject, as <see cref="Subjects"/> name it.</summary>
    public static QueryDefinition<ActionState> Of(string subject) => Marks with { Key = [.. Marks.Key, subject] };

    /// <summary>Marks a subject, unless it is marked already.</summary>
    public bool TryBegin(string subject, string verb)
    {
        lock (_gate)
        {
            if (client.GetData(Of(subject)) is { IsPending: true }) return false;
            client.SetData(Of(subject), new ActionState(verb, true, null));
            return true;
        }
    }

    /// <summary>Takes the mark away, and shows for a while why it was refused, if it was.</summary>
    public void End(string subject, string verb, string? refusal, TimeProvider time, TimeSpan shown)
    {
        if (refusal is null)
        {
            client.SetData(Of(subject), ActionState.None);
            return;
        }
        var refused = new ActionState(verb, false, refusal);
        client.SetData(Of(subject), refused);
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            client.UpdateData(Of(subject), state => ReferenceEquals(state, refused) ? ActionState.None : state);
            timer?.Dispose();
        }, null, shown, Timeout.InfiniteTimeSpan);
    }
}
