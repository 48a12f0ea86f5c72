using Cadre.Query;

namespace Guide;

#region file-storage
/// <summary>Keeps a client's state in one file. For one client at a time.</summary>
public sealed class FileQueryStorage(string path) : IQueryStorage
{
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;

    public async ValueTask WriteAsync(string state, CancellationToken cancellationToken)
    {
        var unfinished = path + ".new";
        await File.WriteAllTextAsync(unfinished, state, cancellationToken);
        File.Move(unfinished, path, overwrite: true);           // a reader never sees half of it
    }
}
#endregion
