namespace Cadre.Fleet;

/// <summary>What a decision depends on beside the state and the proposal.</summary>
/// <param name="Now">The time of the decision, Unix milliseconds.</param>
/// <param name="Limits">How much the workspace may hold.</param>
/// <param name="ExpectedVersion">The version the caller last saw of the entity it changes; null when it does not care.</param>
/// <param name="Strict">
/// True for callers that get an answer: unknown and known ids are refused. False for recorded feeds: what cannot apply is ignored with a reason.
/// </param>
public readonly record struct DecisionContext(long Now, FleetLimits Limits, long? ExpectedVersion = null, bool Strict = true);
