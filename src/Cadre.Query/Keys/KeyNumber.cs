namespace Cadre.Query;

/// <summary>Numbers in keys: the same by value whatever their types.</summary>
internal static class KeyNumber
{
    private const double BeyondLong = 9_223_372_036_854_775_808d;

    public static bool AreSame(object left, object right) =>
        Integer(left) is { } integer ? Integer(right) == integer : Fraction(left) is { } fraction && Fraction(right) is { } other && fraction.Equals(other);

    /// <summary>Nothing for what is no number, and for numbers that only equal those of their own type.</summary>
    public static int? Hash(object part) => Integer(part)?.GetHashCode() ?? Fraction(part)?.GetHashCode();

    /// <summary>The integral value of any number that has one within 64 bits.</summary>
    public static long? Integer(object part) => part switch
    {
        int number => number,
        long number => number,
        short number => number,
        byte number => number,
        sbyte number => number,
        ushort number => number,
        uint number => number,
        nint number => number,
        ulong number => number <= long.MaxValue ? (long)number : null,
        nuint number => number <= long.MaxValue ? (long)number : null,
        decimal number => number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null,
        _ => Fraction(part) is { } number && number == Math.Truncate(number) && number is >= -BeyondLong and < BeyondLong ? (long)number : null,
    };

    /// <summary>The value of a binary floating-point number.</summary>
    public static double? Fraction(object part) => part switch
    {
        double number => number,
        float number => number,
        Half number => (double)number,
        _ => null,
    };
}
