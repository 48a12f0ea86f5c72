using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Cadre.Streams;

/// <summary>Binds to the SQLite library of the operating system, which gets its security updates there; none is shipped.</summary>
static class SqliteLibrary
{
    const string ImportedName = "e_sqlite3";
    const int OldestVersion = 3_024_000;

    static readonly Lazy<string> Version = new(Load);

    /// <summary>Loads the library once per process and answers its version.</summary>
    /// <exception cref="LogUnavailableException">It is missing or too old.</exception>
    public static string EnsureLoaded() => Version.Value;

    static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            raw.FreezeProvider();
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException)
        {
            throw new LogUnavailableException(
                LogUnavailableReason.MissingLibrary,
                $"the SQLite library was not found ({string.Join(" or ", Candidates())}): "
                + "install it, for instance with `apt-get install libsqlite3-0` or `apk add sqlite-libs`",
                fault);
        }

        var version = raw.sqlite3_libversion().utf8_to_string();
        if (raw.sqlite3_libversion_number() < OldestVersion)
            throw new LogUnavailableException(LogUnavailableReason.MissingLibrary, $"SQLite {version} is too old: 3.24 or newer is needed");
        return version;
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != ImportedName) return 0;
        foreach (var candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle)) return handle;
        return 0;
    }

    static string[] Candidates() =>
        OperatingSystem.IsWindows() ? ["winsqlite3", "sqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];
}
