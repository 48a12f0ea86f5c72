namespace Cadre.Query;

internal static class Selectors<TData>
{
    /// <summary>The data as it is; known by reference, so that nothing is shared twice.</summary>
    public static Func<TData, TData> Whole { get; } = static data => data;
}
