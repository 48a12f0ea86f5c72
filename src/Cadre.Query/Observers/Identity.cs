namespace Cadre.Query;

/// <summary>Whether two values are the same: simple values by value, everything else by reference.</summary>
internal static class Identity
{
    public static bool Same<T>(T? left, T? right)
    {
        if (typeof(T).IsValueType) return EqualityComparer<T>.Default.Equals(left, right);
        if (ReferenceEquals(left, right)) return true;
        return left is ValueType or string && left.Equals(right);
    }
}
