using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Hub.Access;

/// <summary>Tokens in the file <c>tokens.json</c> of a data folder, readable by its owner only.</summary>
/// <remarks>
/// A change replaces the file in one step, so a reader sees the old or the new content and never half of it.
/// Writers of all processes take turns by <c>tokens.lock</c>.
/// </remarks>
public sealed class FileTokenStore(string dataDirectory, TimeProvider time) : ITokenStore
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(20);

    private readonly string _file = Path.Combine(dataDirectory, "tokens.json");
    private readonly string _lockFile = Path.Combine(dataDirectory, "tokens.lock");

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TokenRecord>> ReadAsync(CancellationToken cancellationToken) =>
        (await ReadContentAsync(cancellationToken)).Tokens;

    /// <inheritdoc/>
    public async ValueTask AddAsync(TokenRecord token, CancellationToken cancellationToken) =>
        await ChangeAsync(tokens => tokens.Add(token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RevokeAsync(string id, long revokedAt, CancellationToken cancellationToken) =>
        ChangeAsync(tokens => TokenList.Revoke(tokens, id, revokedAt), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask TouchAsync(IReadOnlyDictionary<string, long> lastUsed, CancellationToken cancellationToken) =>
        await ChangeAsync(tokens => TokenList.Touch(tokens, lastUsed), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DropExpiredAsync(long before, CancellationToken cancellationToken) =>
        await ChangeAsync(tokens => TokenList.DropExpired(tokens, before), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string> ReadRevisionAsync(CancellationToken cancellationToken)
    {
        var info = new FileInfo(_file);
        return ValueTask.FromResult(info.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{info.LastWriteTimeUtc.Ticks}/{info.Length}")
            : "absent");
    }

    private async ValueTask<bool> ChangeAsync(
        Func<ImmutableList<TokenRecord>, ImmutableList<TokenRecord>> change, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            await using var turn = await TakeTurnAsync(cancellationToken);
            var content = await ReadContentAsync(cancellationToken);
            var changed = change(content.Tokens);
            if (changed == content.Tokens)
                return false;
            await ReplaceAsync(content with { Tokens = changed }, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not TokenStoreException))
        {
            throw new TokenStoreException($"The token file '{_file}' cannot be written: {e.Message}", e);
        }
    }

    private async Task<TokenFileContent> ReadContentAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(
                _file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.Asynchronous);
            var content = await JsonSerializer.DeserializeAsync(stream, TokenFileJson.Default.TokenFileContent, cancellationToken);
            if (content is not { Format: TokenFileContent.CurrentFormat })
                throw new TokenStoreException($"The token file '{_file}' has format {content?.Format}; this version reads format {TokenFileContent.CurrentFormat}.");
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return TokenFileContent.Empty;
        }
        catch (JsonException e)
        {
            throw new TokenStoreException($"The token file '{_file}' is damaged: {e.Message} Restore it from a backup, or move it away and make new tokens.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not TokenStoreException))
        {
            throw new TokenStoreException($"The token file '{_file}' cannot be read: {e.Message}", e);
        }
    }

    private async Task ReplaceAsync(TokenFileContent content, CancellationToken cancellationToken)
    {
        var temporary = _file + ".tmp";
        await using (var stream = new FileStream(temporary, OwnerOnly(FileMode.Create)))
        {
            await JsonSerializer.SerializeAsync(stream, content, TokenFileJson.Default.TokenFileContent, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file, overwrite: true);
    }

    /// <summary>Waits for the lock file; the operating system frees it if its holder dies.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(_lockFile, OwnerOnly(FileMode.OpenOrCreate));
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(begin) > LockTimeout)
                    throw new TokenStoreException($"Another process has held '{_lockFile}' for {LockTimeout.TotalSeconds} s: {e.Message}", e);
            }

            await Task.Delay(LockRetry, time, cancellationToken);
        }
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
