using System.Globalization;

namespace Cadre.Streams;

/// <summary>The folder of a log, held by one process at a time.</summary>
/// <remarks>The operating system drops the hold when the process ends, however it ends; the lock file itself stays.</remarks>
sealed class DataFolder : IDisposable
{
    const string LockFile = "cadre.lock";
    const string DatabaseFile = "cadre.db";

    readonly FileStream _lock;

    DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, DatabaseFile);

    /// <summary>Makes the folder if only it is missing, and takes hold of it.</summary>
    public static DataFolder Open(string path, TimeProvider time)
    {
        var full = System.IO.Path.GetFullPath(path);
        EnsureFolder(full);
        var file = TakeLock(full);
        try
        {
            WriteHolder(file, time);
        }
        catch (IOException fault)
        {
            file.Dispose();
            throw new LogUnavailableException(LogUnavailableReason.DiskFull, $"{file.Name} cannot be written: {fault.Message}", fault);
        }

        return new DataFolder(full, file);
    }

    public void Dispose() => _lock.Dispose();

    static void EnsureFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (File.Exists(path)) throw new LogUnavailableException(LogUnavailableReason.InvalidFolder, $"the data folder {path} is a file: name a folder");
        var parent = System.IO.Path.GetDirectoryName(path);
        if (!Directory.Exists(parent))
            throw new LogUnavailableException(LogUnavailableReason.InvalidFolder, $"the data folder {path} cannot be made because {parent} does not exist: make it, or name another folder");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw NotWritable(path, fault);
        }
    }

    static FileStream TakeLock(string folder)
    {
        var path = System.IO.Path.Combine(folder, LockFile);
        try
        {
            // On Unix only None takes a lock, and it is advisory: others can still read who holds it. On Windows the share mode itself must allow that.
            var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw NotWritable(folder, fault);
        }
        catch (IOException fault)
        {
            throw ReadHolder(path) is { Length: > 0 } holder
                ? new LogUnavailableException(LogUnavailableReason.Locked, $"the data folder {folder} is in use by {holder}: stop that process, or use another folder", fault)
                : NotWritable(folder, fault);
        }
    }

    static void WriteHolder(FileStream file, TimeProvider time)
    {
        using var writer = new StreamWriter(file, leaveOpen: true);
        file.SetLength(0);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():u}"));
    }

    static string? ReadHolder(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static LogUnavailableException NotWritable(string folder, Exception fault) =>
        new(LogUnavailableReason.ReadOnly, $"the data folder {folder} cannot be written: {fault.Message.TrimEnd('.')}. Give this user write access, or use another folder", fault);
}
