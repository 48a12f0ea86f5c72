using System.Globalization;

namespace Cadre.Streams;

/// <summary>The folder of a log, held by one process at a time.</summary>
/// <remarks>
/// The operating system drops the hold when the process ends, however it ends; the files stay. Who holds it is written beside the lock,
/// because nobody else
/// can open a file that is locked.
/// </remarks>
sealed class DataFolder : IDisposable
{
    const string LockFile = "cadre.lock";
    const string HolderFile = "cadre.pid";
    const string DatabaseFile = "cadre.db";

    // EWOULDBLOCK of Linux, of macOS and the BSDs, and the sharing violation of Windows.
    static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

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
        WriteHolder(full, time);
        return new DataFolder(full, file);
    }

    public void Dispose() => _lock.Dispose();

    static void EnsureFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (File.Exists(path)) throw Invalid($"the data folder {path} is a file: name a folder");
        var parent = System.IO.Path.GetDirectoryName(path);
        if (!Directory.Exists(parent))
            throw Invalid($"the data folder {path} cannot be made because {parent} does not exist: make it, or name another folder");
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
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException fault) when (HeldByAnother.Contains(fault.HResult))
        {
            throw new LogUnavailableException(
                LogUnavailableReason.Locked,
                $"the data folder {folder} is in use by {ReadHolder(folder)}: stop that process, or use another folder",
                fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, fault);
        }
    }

    static void WriteHolder(string folder, TimeProvider time)
    {
        try
        {
            var holder = string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():u}");
            File.WriteAllText(System.IO.Path.Combine(folder, HolderFile), holder);
        }
        catch (IOException)
        {
            // Only a courtesy: on a full disk the log can still be opened and read.
        }
    }

    static string ReadHolder(string folder)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(folder, HolderFile)) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    static LogUnavailableException Invalid(string message) => new(LogUnavailableReason.InvalidFolder, message);

    static LogUnavailableException NotWritable(string folder, Exception fault) => new(
        LogUnavailableReason.ReadOnly,
        $"the data folder {folder} cannot be written: {fault.Message.TrimEnd('.')}. Give this user write access, or use another folder",
        fault);
}
