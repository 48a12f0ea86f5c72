using System.Net;
using System.Net.Sockets;

namespace Cadre.Client;

/// <summary>Repeats requests that did not get through: reads, and writes that carry an <c>Idempotency-Key</c>. Never any other write.</summary>
/// <param name="options">How often, and how long to wait.</param>
/// <param name="time">Where all time comes from.</param>
/// <param name="chance">From 0 to 1, for the jitter of waits.</param>
public sealed class RetryHandler(RetryOptions? options = null, TimeProvider? time = null, Func<double>? chance = null) : DelegatingHandler
{
    internal const string Key = "Idempotency-Key";

    private readonly RetryOptions _options = options ?? new RetryOptions();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Func<double> _chance = chance ?? Random.Shared.NextDouble;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var attempts = MayRepeat(request) ? _options.Attempts : 1;
        for (var attempt = 1; ; attempt++)
        {
            var wait = _options.Backoff.Before(attempt - 1, _chance());
            try
            {
                var response = await AttemptAsync(request, cancellationToken);
                if (attempt >= attempts || !IsPassing(response.StatusCode)) return response;
                if (RetryAfter(response, _time) is { } asked)
                {
                    if (asked > _options.LongestWait) return response;
                    if (asked > wait) wait = asked;
                }
                response.Dispose();
            }
            catch (Exception error) when (attempt < attempts && !cancellationToken.IsCancellationRequested && IsLoss(error))
            {
                // Whether the hub has the request is not known; the key makes the repeat harmless.
            }
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    internal static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter is not { } header ? null : header.Delta ?? (header.Date is { } date ? date - time.GetUtcNow() : null);

    private static bool MayRepeat(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Headers.Contains(Key);

    private static bool IsPassing(HttpStatusCode status) => (int)status is 408 or 425 or 429 or 500 or 502 or 503 or 504;

    private static bool IsLoss(Exception error) => error is HttpRequestException or TimeoutException;

    /// <summary>The whole answer belongs to the attempt: a connection that falls silent in the middle of a body is a lost one too.</summary>
    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(either.Token);
            return response;
        }
        catch (Exception error)
        {
            response?.Dispose();
            if (error is OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                throw new TimeoutException($"{request.Method} {request.RequestUri?.AbsolutePath} got no answer within {_options.AttemptTimeout.TotalSeconds} s.", error);
            // A connection that is reset while it is made comes through bare.
            if (error is IOException or SocketException) throw new HttpRequestException($"{request.Method} {request.RequestUri?.AbsolutePath}: the connection was lost.", error);
            throw;
        }
    }
}
