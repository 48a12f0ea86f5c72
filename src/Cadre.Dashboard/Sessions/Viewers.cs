using System.Collections.Concurrent;
using Cadre.Client;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Sessions;

/// <summary>Finds out who looks: by the token in their cookie, or because they sit at the machine of a hub that trusts it. The hub decides. Safe for use from any thread.</summary>
internal sealed class Viewers(DashboardOptions options, TimeProvider time)
{
    /// <summary>The cookie with the session's token.</summary>
    public const string Cookie = "cadre_session";

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BelievedWithoutHub = TimeSpan.FromMinutes(10);
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<(string? Token, string Host, string Origin), (Viewer Viewer, long At)> _known = new();

    /// <summary>Who looks.</summary>
    /// <exception cref="HubAccessException">Nobody whom the hub knows.</exception>
    /// <exception cref="HttpRequestException">The hub cannot be reached, and did not vouch for them lately.</exception>
    public async ValueTask<Viewer> OfAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var token = context.Request.Cookies[Cookie];
        var key = token is null ? (null, context.Request.Host.Value ?? "", OnBehalfOf.OriginOf(context)) : (token, "", "");
        var isKnown = _known.TryGetValue(key, out var known);
        if (isKnown && time.GetElapsedTime(known.At) < Believed) return known.Viewer;
        try
        {
            var viewer = await AskAsync(token, key.Item2, key.Item3, cancellationToken);
            if (_known.Count >= MostKnown) _known.Clear();
            _known[key] = (viewer, time.GetTimestamp());
            return viewer;
        }
        catch (HubAccessException)
        {
            _known.TryRemove(key, out _);
            throw;
        }
        catch (Exception error) when (HubFailures.IsAbsence(error) && isKnown && time.GetElapsedTime(known.At) < BelievedWithoutHub)
        {
            return known.Viewer;
        }
    }

    /// <summary>A token of a principal other than the one that was refused; null if nobody who shares it is known any more.</summary>
    public string? TokenOf(string principal, string? refused)
    {
        if (refused is not null) Forget(refused);
        return _known.Values.Select(static known => known.Viewer).FirstOrDefault(viewer => viewer.Principal == principal && viewer.Token is not null)?.Token;
    }

    /// <summary>Forgets a token that was given back.</summary>
    public void Forget(string token) => _known.TryRemove((token, "", ""), out _);

    private async Task<Viewer> AskAsync(string? token, string host, string origin, CancellationToken cancellationToken)
    {
        using var http = HubHttp.Create(
            options.HubUrl(),
            token is null ? null : (refused, _) => new(refused is null ? token : null),
            new RetryOptions { Attempts = 1 },
            token is null ? new OnBehalfOf(host, origin) : null,
            time);
        var session = await new HubAdmin(http).GetSessionAsync(cancellationToken);
        if (session.IsLocal) return Viewer.Local;
        var principal = session.Role == "viewer" ? $"viewer of {session.Workspace}" : $"{session.Role} {token!.Split('_')[1]}";
        return new Viewer(principal, session.Role, session.Name, token) { Workspace = session.Workspace };
    }
}
