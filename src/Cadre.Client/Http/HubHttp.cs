using Cadre.Live;

namespace Cadre.Client;

/// <summary>Makes the HTTP client of a hub: errors outside, then repeats, then tokens.</summary>
public static class HubHttp
{
    /// <summary>An HTTP client for <see cref="HubApi"/>.</summary>
    /// <param name="hub">Where the hub is.</param>
    /// <param name="tokens">Where tokens come from; null: there are none.</param>
    /// <param name="retry">How requests are repeated.</param>
    /// <param name="primary">Sends requests; null: a handler of its own. It is disposed with the client.</param>
    /// <param name="time">Where all time comes from.</param>
    public static HttpClient Create(Uri hub, TokenSource? tokens = null, RetryOptions? retry = null, HttpMessageHandler? primary = null, TimeProvider? time = null)
    {
        var handler = primary ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (tokens is not null) handler = new TokenHandler(tokens) { InnerHandler = handler };
        handler = new RetryHandler(retry, time) { InnerHandler = handler };
        handler = new ProblemHandler(time) { InnerHandler = handler };
        // Attempts have their own limit; the caller's token ends all of them.
        return new HttpClient(handler) { BaseAddress = hub, Timeout = Timeout.InfiniteTimeSpan };
    }
}
