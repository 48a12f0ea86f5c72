namespace Cadre.Fleet;

/// <summary>Turns events into state: the one function that the hub, its clients and the tests share.</summary>
public static class FleetReducer
{
    /// <summary>The state after an event. Pure; never throws; safe from any thread.</summary>
    /// <remarks>
    /// An event that changes nothing answers the very same state, and entities that an event does not touch keep their reference.
    /// Every entity it writes has its version raised by one.
    /// </remarks>
    public static FleetState Apply(FleetState state, FleetEvent e) => e switch
    {
        AgentCreated created => AgentTransitions.Create(state, created.Agent),
        AgentsLoaded loaded => AgentTransitions.Load(state, loaded.Agents),
        AgentUpdated updated => AgentTransitions.Update(state, updated),
        AgentRetired retired => AgentTransitions.Retire(state, retired),
        TaskCreated created => TaskTransitions.Create(state, created.Task),
        TaskUpdated updated => TaskTransitions.Update(state, updated),
        TaskAssigned assigned => TaskTransitions.Assign(state, assigned),
        TaskStatusChanged changed => TaskTransitions.ChangeStatus(state, changed),
        TaskBlocked blocked => TaskTransitions.Block(state, blocked),
        TaskUnblocked unblocked => TaskTransitions.Unblock(state, unblocked),
        ActivityAdded added => state.WithActivity(added.Item),
        ProgressUpdated progress => progress.Progress == state.Progress ? state : state with { Progress = progress.Progress },
        ClaimAcquired acquired => ClaimTransitions.Acquire(state, acquired.Claim),
        ClaimRenewed renewed => ClaimTransitions.Renew(state, renewed),
        ClaimReleased released => ClaimTransitions.Release(state, released.ClaimId),
        FleetResynced resync => Resync(state, resync),
        ConnectionChanged connection => connection.Connected == state.Connected ? state : state with { Connected = connection.Connected },
        _ => state,
    };

    private static FleetState Resync(FleetState state, FleetResynced resync)
    {
        if (!Stamps.IsUsable(resync.Timestamp)) return state;
        var tasks = EntityMap<TaskId, FleetTask>.Of(
            resync.Tasks.Select(task => task with { Version = (state.Tasks.Find(task.Id)?.Version ?? 0) + 1 }), task => task.Id);
        return AgentTransitions.Load(state, resync.Agents) with
        {
            Tasks = tasks,
            TaskIndex = TaskIndex.Of(tasks),
            Activity = resync.Activity.Length > FleetState.MaxActivity ? resync.Activity[..FleetState.MaxActivity] : resync.Activity,
            Connected = true,
            LastSync = resync.Timestamp,
        };
    }
}
