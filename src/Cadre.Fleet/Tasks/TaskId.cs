using System.Globalization;

namespace Cadre.Fleet;

/// <summary>Names one task within a workspace.</summary>
/// <remarks>New tasks bear 1 to 2^53-1, the integers every JSON reader keeps exactly. The default value is 0: no task.</remarks>
public readonly record struct TaskId(long Value)
{
    /// <summary>The largest id a new task may bear: 2^53-1.</summary>
    public const long MaxValue = (1L << 53) - 1;

    /// <summary>Whether a new task may bear this id.</summary>
    public bool IsValid => Value is >= 1 and <= MaxValue;

    /// <summary>The number in digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
