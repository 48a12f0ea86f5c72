using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The names of enumeration values on the native wire.</summary>
public static class WireNames
{
    /// <summary>The names of <see cref="AgentStatus"/>, in its order.</summary>
    public static ImmutableArray<string> AgentStatuses { get; } = ["idle", "running", "blocked", "resolved", "error"];

    /// <summary>The names of <see cref="FleetTaskStatus"/>, in its order.</summary>
    public static ImmutableArray<string> TaskStatuses { get; } = ["pending", "in_progress", "blocked", "completed", "failed"];

    /// <summary>The names of <see cref="AgentMaturity"/>, in its order.</summary>
    public static ImmutableArray<string> Maturities { get; } = ["directive", "collaborative", "autonomous"];

    /// <summary>The names of <see cref="ClaimMode"/>, in its order.</summary>
    public static ImmutableArray<string> ClaimModes { get; } = ["exclusive", "shared"];

    /// <summary>The names of <see cref="ClaimReleaseReason"/>, in its order.</summary>
    public static ImmutableArray<string> ReleaseReasons { get; } = ["released", "expired", "retired"];

    /// <summary>The status on the wire.</summary>
    public static string ToWireName(this AgentStatus status) => AgentStatuses[(int)status];

    /// <summary>The status on the wire.</summary>
    public static string ToWireName(this FleetTaskStatus status) => TaskStatuses[(int)status];

    /// <summary>The maturity on the wire.</summary>
    public static string ToWireName(this AgentMaturity maturity) => Maturities[(int)maturity];

    /// <summary>The mode on the wire.</summary>
    public static string ToWireName(this ClaimMode mode) => ClaimModes[(int)mode];

    /// <summary>The reason on the wire.</summary>
    public static string ToWireName(this ClaimReleaseReason reason) => ReleaseReasons[(int)reason];

    /// <summary>Reads a status; aliases are not names.</summary>
    public static bool TryParseAgentStatus(string? name, out AgentStatus status) => TryParse(AgentStatuses, name, out status);

    /// <summary>Reads a status; aliases are not names.</summary>
    public static bool TryParseTaskStatus(string? name, out FleetTaskStatus status) => TryParse(TaskStatuses, name, out status);

    /// <summary>Finds the value whose name stands at the same place; enumerations here are numbered from 0 without gaps.</summary>
    internal static bool TryParse<TEnum>(ImmutableArray<string> names, string? name, out TEnum value) where TEnum : struct, Enum
    {
        var at = name is null ? -1 : names.IndexOf(name);
        value = at < 0 ? default : System.Runtime.CompilerServices.Unsafe.As<int, TEnum>(ref at);
        return at >= 0;
    }
}
