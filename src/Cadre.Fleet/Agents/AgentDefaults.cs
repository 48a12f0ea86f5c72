namespace Cadre.Fleet;

/// <summary>What an agent is taken to be when it does not say.</summary>
internal static class AgentDefaults
{
    public const string Type = "agent";
    public const string Provider = "anthropic";
}
