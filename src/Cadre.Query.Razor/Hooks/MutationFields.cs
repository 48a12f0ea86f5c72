namespace Cadre.Query.Razor;

/// <summary>Members of a mutation's state that markup may read.</summary>
[Flags]
internal enum MutationFields
{
    None = 0,
    Status = 1 << 0,
    Data = 1 << 1,
    Variables = 1 << 2,
    Error = 1 << 3,
    FailureCount = 1 << 4,
    FailureReason = 1 << 5,
    IsPaused = 1 << 6,
    SubmittedAt = 1 << 7,
}
