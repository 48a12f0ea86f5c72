namespace Cadre.Conformance.Query;

/// <summary>An error that a scenario asked for. Traces show its message.</summary>
internal sealed class ScriptedException(string message) : Exception(message);
