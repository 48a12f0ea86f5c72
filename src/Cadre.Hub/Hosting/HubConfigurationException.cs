namespace Cadre.Hub.Hosting;

/// <summary>The hub cannot start with these settings. The message lists every failure and what to set instead.</summary>
public sealed class HubConfigurationException(IReadOnlyList<string> failures)
    : Exception("The hub cannot start with these settings:" + string.Concat(failures.Select(f => "\n  - " + f)))
{
    /// <summary>One sentence for each setting that is wrong.</summary>
    public IReadOnlyList<string> Failures { get; } = failures;
}
