namespace Cadre.Conformance.Query;

/// <summary>A scenario says something that the runner does not understand.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
