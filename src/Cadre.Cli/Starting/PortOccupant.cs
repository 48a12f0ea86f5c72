using System.Globalization;

namespace Cadre.Cli.Starting;

/// <summary>Finds out which process listens on a port, as far as the system tells us.</summary>
internal static class PortOccupant
{
    private const string Listening = "0A";
    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <returns>For example <c>process 4711 (cadre)</c>; null when it cannot be found: another user's process, or a system without /proc.</returns>
    public static string? Find(int port)
    {
        try
        {
            return SocketsOn(port) is { Count: > 0 } sockets && Directory.EnumerateDirectories("/proc").FirstOrDefault(process => HoldsAny(process, sockets)) is { } holder
                ? $"process {Path.GetFileName(holder)} ({File.ReadAllText(Path.Combine(holder, "comm")).Trim()})"
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static HashSet<string> SocketsOn(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return
        [
            .. SocketTables.Where(File.Exists).SelectMany(File.ReadLines)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == Listening)
                .Select(columns => $"socket:[{columns[9]}]"),
        ];
    }

    private static bool HoldsAny(string process, HashSet<string> sockets)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0])
                && Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or not ours to look into.
            return false;
        }
    }
}
