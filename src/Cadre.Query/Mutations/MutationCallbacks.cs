namespace Cadre.Query;

/// <summary>Whose callbacks run, seen from inside them.</summary>
internal static class MutationCallbacks
{
    private static readonly AsyncLocal<CachedMutation?> Running = new();

    /// <summary>The mutation that has ended and whose callbacks run, also after what they await; set for the asynchronous method that sets it and all it calls.</summary>
    public static CachedMutation? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }
}
