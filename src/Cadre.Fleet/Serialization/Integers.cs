using System.Text.Json;

namespace Cadre.Fleet;

internal static class Integers
{
    private const double LargestExact = 1L << 53;

    /// <summary>Reads a whole number, also one written as <c>1.0</c> or <c>1e3</c>.</summary>
    public static bool TryRead(JsonElement element, out long value)
    {
        value = 0;
        if (element.ValueKind is not JsonValueKind.Number) return false;
        if (element.TryGetInt64(out value)) return true;
        if (!element.TryGetDouble(out var number) || Math.Abs(number) > LargestExact || Math.Floor(number) != number) return false;
        value = (long)number;
        return true;
    }
}
