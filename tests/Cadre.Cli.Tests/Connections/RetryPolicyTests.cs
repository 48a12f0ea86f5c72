using System.Net;
using Cadre.Cli.Connections;

namespace Cadre.Cli.Tests.Connections;

public sealed class RetryPolicyTests
{
    private readonly FakeTime _time = new();
    private readonly List<string> _told = [];

    [Fact]
    public async Task Success_says_nothing()
    {
        (await CreatePolicy(60).ExecuteAsync(_ => Task.FromResult(7), TestContext.Current.CancellationToken)).ShouldBe(7);

        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Transient_failures_are_repeated_and_told_once()
    {
        var attempts = 0;
        var run = CreatePolicy(60).ExecuteAsync(
            _ => ++attempts < 4 ? Task.FromException<int>(Away()) : Task.FromResult(attempts), TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            await Patience.Until(() => run.IsCompleted || _time.ArmedTimers == 1, "the next attempt");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await run).ShouldBe(4);
        _told.ShouldBe(["away: gone", "back"]);
    }

    [Fact]
    public async Task Refusal_that_will_not_change_is_not_repeated()
    {
        var attempts = 0;

        await Should.ThrowAsync<HubRefusedException>(() => CreatePolicy(60).ExecuteAsync<int>(
            _ => { attempts++; throw new HubRefusedException(HttpStatusCode.Forbidden, new("forbidden", "No.")); },
            TestContext.Current.CancellationToken));

        attempts.ShouldBe(1);
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.UnprocessableEntity, false)]
    public void Only_what_may_pass_is_transient(HttpStatusCode status, bool transient) =>
        new HubRefusedException(status, new("x", "X.")).IsTransient.ShouldBe(transient);

    [Fact]
    public async Task Time_that_is_up_throws_the_last_failure() =>
        await Should.ThrowAsync<HubUnreachableException>(() => CreatePolicy(0).ExecuteAsync<int>(_ => throw Away(), TestContext.Current.CancellationToken));

    private RetryPolicy CreatePolicy(int seconds) =>
        new(TimeSpan.FromSeconds(seconds), _time, away => _told.Add($"away: {away.Reason}"), () => _told.Add("back"));

    private static HubUnreachableException Away() => new(new Uri("http://127.0.0.1:1/"), "gone");
}
