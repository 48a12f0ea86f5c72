using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

public sealed partial class HubApi
{
    /// <summary>Agents, in the order in which they joined.</summary>
    public async Task<HubPage<Agent>> GetAgentsAsync(AgentFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/agents", cancellationToken, (filter ?? AgentFilter.All).Parameters)).Page<Agent>(FleetJson.ReadAgent);

    /// <summary>One agent.</summary>
    public async Task<StateAt<Agent>> GetAgentAsync(AgentId id, CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync(PathOf(id), cancellationToken)).One<Agent>(FleetJson.ReadAgent);

    /// <summary>Creates an agent.</summary>
    /// <exception cref="HubConflictException">There is one of that id.</exception>
    public async Task<HubAnswer<Agent>> CreateAgentAsync(AgentId id, AgentPatch? agent = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = (agent ?? new AgentPatch()).ApplyTo(new Agent { Id = id });
        return (await _requests.WriteAsync(HttpMethod.Post, "/agents", json => FleetJson.WriteAgent(json, body), null, options?.Key, cancellationToken))
            .Changed<Agent>(FleetJson.ReadAgent);
    }

    /// <summary>Changes members of an agent.</summary>
    public async Task<HubAnswer<Agent>> UpdateAgentAsync(AgentId id, AgentPatch changes, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await _requests.WriteAsync(HttpMethod.Patch, PathOf(id), json => FleetJson.WriteAgentPatch(json, changes), options?.Version, options?.Key, cancellationToken))
        .Changed<Agent>(FleetJson.ReadAgent);

    /// <summary>Retires an agent: its current task becomes free, its claims end.</summary>
    /// <returns>Where the log stands after it.</returns>
    public async Task<StreamCursor> RetireAgentAsync(AgentId id, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Delete, PathOf(id), options, cancellationToken)).Cursor;

    internal static string PathOf(AgentId id) => $"/agents/{Uri.EscapeDataString(id.Value)}";
}
