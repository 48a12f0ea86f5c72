using Cadre.Cli.Connections;

namespace Cadre.Cli.Tests.Connections;

public sealed class BackoffTests
{
    [Fact]
    public void Delays_double_to_a_bound_and_keep_below_it()
    {
        var backoff = new Backoff(new FakeTime());

        double[] bounds = [0.25, 0.5, 1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5];
        foreach (var bound in bounds)
            backoff.Next().TotalSeconds.ShouldBeInRange(0.75 * bound, bound);
    }

    [Fact]
    public void Success_starts_over()
    {
        var backoff = new Backoff(new FakeTime());
        for (var i = 0; i < 5; i++)
            backoff.Next();

        backoff.Reset();

        backoff.Next().TotalSeconds.ShouldBeLessThanOrEqualTo(0.25);
    }

    [Fact]
    public async Task Hub_that_asks_for_more_time_gets_it()
    {
        var time = new FakeTime();

        var wait = new Backoff(time).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(29));
        wait.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await wait.Within("30 s");
    }
}
