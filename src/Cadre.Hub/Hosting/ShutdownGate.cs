using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Hosting;

/// <summary>Open while the hub serves; once closed, new requests are turned away while those under way finish.</summary>
internal sealed class ShutdownGate
{
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(2);
    private volatile bool _closed;

    public void Close() => _closed = true;

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!_closed)
            return next(context);
        context.Response.Headers.Connection = "close";
        return ProblemWriter.WriteAsync(context, new Problem(ProblemKinds.ShuttingDown, "The hub is stopping and takes no more requests.") { RetryAfter = Restart });
    }
}
