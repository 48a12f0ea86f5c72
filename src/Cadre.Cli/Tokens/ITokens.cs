using Cadre.Hub.Access;

namespace Cadre.Cli.Tokens;

/// <summary>The tokens of a hub, wherever they are managed.</summary>
internal interface ITokens : IDisposable
{
    /// <summary>Where the tokens are, for the user.</summary>
    string Place { get; }

    /// <summary>Makes a token; its text cannot be had again.</summary>
    Task<NewToken> CreateAsync(string workspace, Role role, string? name, CancellationToken cancellation);

    Task<IReadOnlyList<TokenEntry>> ListAsync(CancellationToken cancellation);

    /// <exception cref="CliException">There is no such token.</exception>
    Task RevokeAsync(string id, CancellationToken cancellation);
}

/// <summary>A token as it was just made.</summary>
internal readonly record struct NewToken(string Id, string Text);

/// <summary>A token in a list; times in Unix milliseconds.</summary>
internal sealed record TokenEntry(string Id, string Role, string Workspace, string? Name, long CreatedAt, long? LastUsedAt, long? ExpiresAt, long? RevokedAt);
