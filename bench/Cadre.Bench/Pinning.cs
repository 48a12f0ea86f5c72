using System.Diagnostics;

namespace Cadre.Bench;

/// <summary>Servers run on the first core and the loader on the second, so that neither takes the other's time.</summary>
internal static class Pinning
{
    private const string Pinned = "BENCH_PINNED";
    private static readonly bool Possible = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset") && CoresOfMachine() >= 2;

    public static string Description => Possible ? "server on core 0, loader on core 1" : "not pinned to cores";

    /// <summary>Runs this program again on the loader's core; null when it is there already or pinning is not possible.</summary>
    public static async Task<int?> RunOnLoaderCoreAsync(string[] arguments)
    {
        if (!Possible || Environment.GetEnvironmentVariable(Pinned) is not null) return null;
        var start = new ProcessStartInfo("/usr/bin/taskset");
        foreach (var argument in (string[])["-c", "1", Environment.ProcessPath!, .. Arguments(arguments)]) start.ArgumentList.Add(argument);
        start.Environment[Pinned] = "1";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The command that runs <paramref name="file"/> on the servers' core.</summary>
    public static (string File, IEnumerable<string> Arguments) OnServerCore(string file, IEnumerable<string> arguments) =>
        Possible ? ("/usr/bin/taskset", ["-c", "0", file, .. arguments]) : (file, arguments);

    /// <summary>The command that runs <paramref name="file"/> on every core: for what has threads of its own.</summary>
    public static (string File, IEnumerable<string> Arguments) OnAllCores(string file, IEnumerable<string> arguments) =>
        Possible ? ("/usr/bin/taskset", ["-c", $"0-{CoresOfMachine() - 1}", file, .. arguments]) : (file, arguments);

    // Under `dotnet program.dll` the process is dotnet and needs the program's path.
    private static string[] Arguments(string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Pinning).Assembly.Location, .. arguments] : arguments;

    private static int CoresOfMachine() =>
        File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));
}
