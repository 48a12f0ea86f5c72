using Cadre.Hub.Limits;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Limits;

public sealed class RequestAllowanceTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Burst_is_allowed_at_once_and_no_more()
    {
        var sut = CreateSut(perSecond: 10, burst: 5);

        TakeAll(sut).ShouldBe(5);

        sut.TryTake(out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Allowance_comes_back_at_the_average_rate()
    {
        var sut = CreateSut(perSecond: 10, burst: 5);
        TakeAll(sut);

        _time.Advance(TimeSpan.FromMilliseconds(250));

        TakeAll(sut).ShouldBe(2);
        sut.TryTake(out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Rest_saves_up_no_more_than_the_burst()
    {
        var sut = CreateSut(perSecond: 10, burst: 5);
        TakeAll(sut);

        _time.Advance(TimeSpan.FromHours(1));

        TakeAll(sut).ShouldBe(5);
    }

    [Fact]
    public void Waiting_as_told_is_enough()
    {
        var sut = CreateSut(perSecond: 3, burst: 1);
        TakeAll(sut);
        sut.TryTake(out var wait).ShouldBeFalse();

        _time.Advance(wait);

        sut.TryTake(out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_threads_take_no_more_than_there_is()
    {
        var sut = CreateSut(perSecond: 1, burst: 1_000);
        var taken = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                if (sut.TryTake(out var _))
                    Interlocked.Increment(ref taken);
            }
        }, TestContext.Current.CancellationToken)));

        taken.ShouldBe(1_000);
    }

    [Fact]
    public void Refusal_says_the_limit_and_when_to_come_back()
    {
        var sut = CreateSut(perSecond: 2, burst: 1);
        sut.Take().ShouldBeNull();

        var problem = sut.Take().ShouldNotBeNull();

        problem.Code.ShouldBe("rate-limited");
        problem.Detail.ShouldContain("2 requests a second");
        problem.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(500));
    }

    private RequestAllowance CreateSut(int perSecond, int burst) => new(perSecond, burst, _time);

    private static int TakeAll(RequestAllowance sut)
    {
        var taken = 0;
        while (taken < 10_000 && sut.TryTake(out _))
            taken++;
        return taken;
    }
}
