using Cadre.Hub.Health;
using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Process_is_alive_whatever_the_store_says()
    {
        await using var hub = await TestHub.StartAsync(configure: b => b.Services.AddSingleton<IReadinessCheck>(new Check("store", "The disk is full.")));

        (await hub.GetAsync("/healthz")).ShouldBeOk().GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Failing_check_makes_the_hub_unready_and_says_why()
    {
        await using var hub = await TestHub.StartAsync(configure: b => b.Services.AddSingleton<IReadinessCheck>(new Check("disk", "It is full.")));

        var reply = await hub.GetAsync("/readyz");

        reply.ShouldBeProblem(503, "not-ready").GetProperty("checks").GetProperty("disk").GetString().ShouldBe("It is full.");
        reply.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Ready_hub_says_so()
    {
        await using var hub = await TestHub.StartAsync();

        (await hub.GetAsync("/readyz")).ShouldBeOk().GetProperty("status").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task Checks_are_asked_once_a_second_however_many_want_to_know()
    {
        var time = new FakeTime();
        var check = new Check("store", null);
        using var sut = new Readiness([check], time);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sut.GetAsync(TestContext.Current.CancellationToken).AsTask()));
        check.Asked.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));
        await sut.GetAsync(TestContext.Current.CancellationToken);
        check.Asked.ShouldBe(2);
    }

    private sealed class Check(string name, string? reason) : IReadinessCheck
    {
        public int Asked { get; private set; }

        public string Name => name;

        public ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return ValueTask.FromResult(reason);
        }
    }
}
