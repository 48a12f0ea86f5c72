namespace Cadre.Query;

/// <summary>Keeps a client's state in one file. For one client at a time.</summary>
/// <param name="path">The file; its folder must exist. A file beside it, with <c>.new</c> at the end of its name, comes and goes.</param>
public sealed class FileQueryStorage(string path) : IQueryStorage
{
    /// <inheritdoc/>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(string state, CancellationToken cancellationToken)
    {
        var unfinished = path + ".new";
        await File.WriteAllTextAsync(unfinished, state, cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, path, overwrite: true);
    }
}
