using Microsoft.AspNetCore.Http;

namespace Cadre.Pages.Tests;

/// <summary>Lets in whoever the header <c>X-As</c> names.</summary>
internal sealed class TestHost : IPageHost
{
    private int _entered;
    private int _disposed;

    public int Entered => Volatile.Read(ref _entered);

    /// <summary>Leases that were disposed; one that is disposed twice counts twice.</summary>
    public int Disposed => Volatile.Read(ref _disposed);

    public TimeSpan? StreamAge { get; set; }

    public IResult? Refusal { get; set; }

    /// <summary>What a page's first look waits for.</summary>
    public Task Settled { get; set; } = Task.CompletedTask;

    /// <summary>What a lease waits for.</summary>
    public Task Entry { get; set; } = Task.CompletedTask;

    public ValueTask<PageAdmission> AdmitAsync(HttpContext request, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal) return ValueTask.FromResult(PageAdmission.Refused(refusal));
        var name = request.Request.Headers["X-As"].ToString() is { Length: > 0 } header ? header : "anybody";
        return ValueTask.FromResult(PageAdmission.As(name, async token =>
        {
            await Entry.WaitAsync(token);
            Interlocked.Increment(ref _entered);
            return new Lease(this, name);
        }) with { StreamAge = StreamAge });
    }

    private sealed class Lease(TestHost host, string name) : PageLease
    {
        public override object Context => name;

        public override Task SettledAsync(CancellationToken cancellationToken) => host.Settled;

        public override ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref host._disposed);
            return default;
        }
    }
}
