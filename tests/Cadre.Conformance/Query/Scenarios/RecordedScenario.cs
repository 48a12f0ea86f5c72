namespace Cadre.Conformance.Query;

/// <summary>A scenario and the trace that was recorded of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Reads both; the trace may be missing.</param>
internal sealed record RecordedScenario(string Name, Func<(Scenario Scenario, Trace? Trace)> Read);
