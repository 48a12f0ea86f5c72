using System.Globalization;
using System.Runtime.InteropServices;

namespace Cadre.Bench.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Description { get; } = string.Join(", ",
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        $"{File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal))} cores",
        $"{MemoryGigabytes():F0} GB",
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Pinning.Description);

    private static double MemoryGigabytes() =>
        double.Parse(Field("/proc/meminfo", "MemTotal")!.Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024;

    private static string? Field(string file, string name) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
