using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed class TestClockTests
{
    private readonly TestClock _clock = new();
    private readonly List<string> _ran = [];

    [Fact]
    public void Clock_stands_still_at_a_thousand_seconds()
    {
        _clock.GetUtcNow().ToUnixTimeMilliseconds().ShouldBe(1_000_000);
        _clock.GetTimestamp().ShouldBe(0);
        _clock.GetLocalNow().ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public void Clock_starts_where_it_is_told()
    {
        var start = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

        new TestClock(start).GetUtcNow().ShouldBe(start);
    }

    [Fact]
    public void Timers_run_in_order_of_their_due_times_with_the_clock_at_them()
    {
        After(30, "c");
        After(10, "a");
        After(20, "b");

        Advance(25);

        _ran.ShouldBe(["a@10", "b@20"]);
        _clock.GetElapsedTime(0).ShouldBe(TimeSpan.FromMilliseconds(25));
    }

    [Fact]
    public void Timers_due_at_the_same_time_run_in_the_order_in_which_they_were_armed()
    {
        var first = After(10, "first");
        After(10, "second");
        Advance(5);
        first.Change(TimeSpan.FromMilliseconds(5), Timeout.InfiniteTimeSpan);

        Advance(5);

        _ran.ShouldBe(["second@10", "first@10"]);
    }

    [Fact]
    public void Timer_armed_by_a_timer_runs_in_the_same_advance_if_it_is_due()
    {
        _clock.CreateTimer(_ => After(5, "inner"), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);

        Advance(15);

        _ran.ShouldBe(["inner@15"]);
    }

    [Fact]
    public void Delay_of_zero_is_due_now()
    {
        After(0, "now");

        Advance(0);

        _ran.ShouldBe(["now@0"]);
    }

    [Fact]
    public void Delays_count_in_whole_milliseconds()
    {
        _clock.CreateTimer(Note, "x", TimeSpan.FromMilliseconds(1.9), Timeout.InfiniteTimeSpan);

        Advance(1);

        _ran.ShouldBe(["x@1"]);
    }

    [Fact]
    public void Periodic_timer_is_armed_before_its_callback_and_from_its_own_due_time()
    {
        var armed = new List<int>();
        using var timer = _clock.CreateTimer(_ =>
        {
            Note("tick");
            armed.Add(_clock.ArmedTimers);
        }, null, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(3));

        Advance(17);

        _ran.ShouldBe(["tick@10", "tick@13", "tick@16"]);
        armed.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Timer_that_was_disposed_or_disarmed_does_not_run()
    {
        After(10, "disposed").Dispose();
        After(10, "disarmed").Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _clock.ArmedTimers.ShouldBe(0);

        Advance(20);

        _ran.ShouldBeEmpty();
    }

    [Fact]
    public void Disposed_timer_cannot_be_armed_again()
    {
        var timer = After(10, "x");
        timer.Dispose();

        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).ShouldBeFalse();

        _clock.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public void Timer_that_was_armed_anew_runs_once()
    {
        var timer = After(10, "x");
        timer.Change(TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        _clock.ArmedTimers.ShouldBe(1);

        Advance(40);

        _ran.ShouldBe(["x@20"]);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-1_000)]
    public void Negative_delay_is_refused_as_by_real_timers(int milliseconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => After(milliseconds, "x"));

    [Fact]
    public void Time_does_not_go_back() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Timers_that_arm_each_other_without_delay_end_with_an_error()
    {
        void Again(object? state) => _clock.CreateTimer(Again, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Again(null);

        Should.Throw<InvalidOperationException>(() => Advance(1)).Message.ShouldContain("without end");
    }

    [Fact]
    public void Callback_runs_in_the_context_in_which_its_timer_was_made()
    {
        var local = new AsyncLocal<string> { Value = "made" };
        string? seen = null;
        _clock.CreateTimer(_ => seen = local.Value, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        local.Value = "later";

        Advance(0);

        seen.ShouldBe("made");
    }

    private ITimer After(int milliseconds, string name) =>
        _clock.CreateTimer(Note, name, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);

    private void Note(object? name) => _ran.Add($"{name}@{_clock.GetElapsedTime(0).TotalMilliseconds}");

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
