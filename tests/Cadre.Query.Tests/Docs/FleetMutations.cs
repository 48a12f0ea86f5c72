using Cadre.Query;

namespace Guide;

#region mutations
/// <summary>Every change that the application can ask for.</summary>
public sealed class FleetMutations(IFleetApi api)
{
    public MutationDefinition<Rename, Agent> Rename { get; } =
        new((rename, context) => api.RenameAsync(rename, context.CancellationToken))
        {
            OnSettled = static async (_, _, rename, _, context) =>
            {
                await context.Client.InvalidateAsync(FleetKeys.Agent(rename.Id));
                await context.Client.InvalidateAsync(FleetKeys.AgentLists);
            },
        };
}
#endregion
