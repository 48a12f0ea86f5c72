using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class TimersTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly List<string> _due = [];
    private readonly List<Exception> _reported = [];
    private readonly Turns _turns;
    private readonly Timers _timers;

    public TimersTests()
    {
        _turns = new Turns(_reported.Add);
        _timers = new Timers(_time, _turns);
    }

    public void Dispose() => _timers.Dispose();

    [Fact]
    public void Those_that_are_due_run_in_the_order_of_their_times()
    {
        Arm(New("late"), 20);
        Arm(New("early"), 10);
        Arm(New("also early"), 10);

        Advance(20);

        _due.ShouldBe(["early", "also early", "late"]);
    }

    [Fact]
    public void One_that_is_armed_anew_counts_from_then()
    {
        var timed = New("a");
        Arm(timed, 10);
        Advance(9);
        Arm(timed, 10);
        Advance(9);
        _due.ShouldBeEmpty();

        Advance(1);

        _due.ShouldBe(["a"]);
    }

    [Fact]
    public void One_that_is_armed_for_earlier_runs_once()
    {
        var timed = New("a");
        Arm(timed, 100);
        Arm(timed, 10);

        Advance(200);

        _due.ShouldBe(["a"]);
    }

    [Fact]
    public void Disarmed_one_never_runs()
    {
        var timed = New("a");
        Arm(timed, 10);
        using (_turns.Begin()) Timers.Disarm_NeedsLock(timed);

        Advance(100);

        _due.ShouldBeEmpty();
        _timers.Armed.ShouldBe(0);
    }

    [Fact]
    public void Delay_below_zero_is_none()
    {
        Arm(New("a"), -5);

        Advance(0);

        _due.ShouldBe(["a"]);
    }

    [Fact]
    public void Delay_longer_than_a_timer_can_count_is_kept()
    {
        Arm(New("a"), (long)TimeSpan.FromDays(40).TotalMilliseconds);
        _time.Advance(TimeSpan.FromDays(39));
        _due.ShouldBeEmpty();

        _time.Advance(TimeSpan.FromDays(1));

        _due.ShouldBe(["a"]);
    }

    [Fact]
    public void Wall_clock_that_jumps_changes_no_delay()
    {
        Arm(New("back"), 10);
        _time.SetUtcNow(_time.GetUtcNow().AddYears(-3));
        Advance(10);
        _due.ShouldBe(["back"]);
        Arm(New("forth"), 10);
        _time.SetUtcNow(_time.GetUtcNow().AddYears(8));
        Advance(9);
        _due.ShouldBe(["back"]);

        Advance(1);

        _due.ShouldBe(["back", "forth"]);
    }

    [Fact]
    public void One_that_throws_does_not_stop_the_others()
    {
        Arm(new Due(() => throw new InvalidOperationException("due")), 10);
        Arm(New("a"), 10);
        Arm(New("b"), 20);

        Advance(20);

        _due.ShouldBe(["a", "b"]);
        _reported.ShouldHaveSingleItem().Message.ShouldBe("due");
    }

    [Fact]
    public void Disarmed_ones_are_swept_before_their_time()
    {
        for (var i = 0; i < 100_000; i++)
        {
            var timed = New("never");
            Arm(timed, 1_000_000);
            using (_turns.Begin()) Timers.Disarm_NeedsLock(timed);
        }

        _timers.Queued.ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void Sweeping_loses_none_that_is_armed()
    {
        for (var i = 0; i < 5000; i++) Arm(New($"{i}"), 1 + (i % 50));

        Advance(50);

        _due.Count.ShouldBe(5000);
        _due.Distinct().Count().ShouldBe(5000);
    }

    [Fact]
    public void One_that_was_swept_can_be_armed_again()
    {
        var timed = New("again");
        Arm(timed, 10);
        using (_turns.Begin()) Timers.Disarm_NeedsLock(timed);
        for (var i = 0; i < 3000; i++) Arm(New("other"), 500);

        Arm(timed, 10);
        Advance(10);

        _due.ShouldBe(["again"]);
    }

    [Fact]
    public async Task Timer_does_not_carry_the_context_of_whoever_made_the_client()
    {
        var context = new AsyncLocal<string?> { Value = "of the maker" };
        using var client = new QueryClient();
        var seen = new TaskCompletionSource<string?>();
        using (client.Turns.Begin()) client.Timers.Arm_NeedsLock(new Due(() => seen.SetResult(context.Value)), 1);

        (await seen.Task.Within("the timer")).ShouldBeNull();
    }

    [Fact]
    public void Client_can_be_made_where_the_flow_of_context_is_stopped()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using var client = new QueryClient();
            ExecutionContext.IsFlowSuppressed().ShouldBeTrue();
        }
        ExecutionContext.IsFlowSuppressed().ShouldBeFalse();
    }

    private void Arm(Timed timed, long delay)
    {
        using var turn = _turns.Begin();
        _timers.Arm_NeedsLock(timed, delay);
    }

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private Due New(string name) => new(() => _due.Add(name));

    private sealed class Due(Action act) : Timed
    {
        internal override void OnDue_NeedsLock() => act();
    }
}
