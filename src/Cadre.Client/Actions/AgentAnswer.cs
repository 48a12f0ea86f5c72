using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>Answers an agent that waits for somebody.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Text">The answer.</param>
/// <param name="Patch">What changes about the agent with it, such as that it runs again.</param>
public sealed record AgentAnswer(AgentId Id, string Text, AgentPatch Patch);
