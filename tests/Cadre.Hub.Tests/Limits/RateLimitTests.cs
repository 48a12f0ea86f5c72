using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Tests.Limits;

public sealed class RateLimitTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Token_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var hub = await StartAsync();
        var token = await hub.TokenAsync("viewer", "default");
        (await hub.GetAsync("/api/agents", token)).ShouldBeOk();
        (await hub.GetAsync("/api/agents", token)).ShouldBeOk();

        var reply = await hub.GetAsync("/api/agents", token);

        var problem = reply.ShouldBeProblem(429, "rate-limited");
        problem.GetProperty("requestsPerSecond").GetInt32().ShouldBe(1);
        problem.GetProperty("burst").GetInt32().ShouldBe(2);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await hub.GetAsync("/api/agents", token)).ShouldBeOk();
        (await hub.GetAsync("/api/agents", token)).ShouldBeProblem(429, "rate-limited");
    }

    [Fact]
    public async Task Each_token_has_its_own_allowance_and_local_callers_have_no_limit()
    {
        await using var hub = await StartAsync();
        var (busy, idle) = (await hub.TokenAsync("viewer", "default"), await hub.TokenAsync("viewer", "default"));
        foreach (var _ in Enumerable.Range(0, 3))
            await hub.GetAsync("/api/agents", busy);

        (await hub.GetAsync("/api/agents", busy)).ShouldBeProblem(429, "rate-limited");
        (await hub.GetAsync("/api/agents", idle)).ShouldBeOk();
        foreach (var _ in Enumerable.Range(0, 10))
            (await hub.GetAsync("/api/agents")).ShouldBeOk();
    }

    private Task<TestHub> StartAsync() => TestHub.StartAsync(
        o => (o.Limits.RequestsPerSecond, o.Limits.RequestBurst) = (1, 2),
        builder => builder.Services.AddSingleton<TimeProvider>(_time));
}
