using System.Diagnostics;

namespace Cadre.Streams.Tests.Logs.Sqlite;

/// <summary>A real file system of a few megabytes, to be filled or made read-only. Needs root on Linux.</summary>
sealed class SmallDisk : IDisposable
{
    readonly TempFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Null where mounting is not allowed.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path)) return disk;
        disk._folder.Dispose();
        return null;
    }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path).ShouldBeTrue();

    /// <summary>Takes all the space there is; dispose of the answer to give it back.</summary>
    public IDisposable Fill()
    {
        var path = System.IO.Path.Combine(Path, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            return new Filler(path);
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    sealed class Filler(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
