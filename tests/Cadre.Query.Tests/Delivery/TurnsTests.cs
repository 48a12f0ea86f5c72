using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class TurnsTests
{
    private readonly List<string> _told = [];
    private readonly List<Exception> _unhandled = [];
    private readonly Turns _turns;

    public TurnsTests() => _turns = new Turns(_unhandled.Add);

    [Fact]
    public void What_is_told_arrives_after_the_outermost_turn()
    {
        using (_turns.Begin())
        {
            using (_turns.Begin()) Tell("a");
            _told.ShouldBeEmpty();
            Tell("b");
        }

        _told.ShouldBe(["a", "b"]);
        _turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_locked_while_somebody_is_told()
    {
        var held = true;
        using (_turns.Begin()) _turns.Tell_NeedsLock(new Call(_ => held = _turns.IsHeldByMe), null);

        held.ShouldBeFalse();
    }

    [Fact]
    public void Starts_run_after_what_was_told_in_their_turn()
    {
        using (_turns.Begin())
        {
            _turns.Start_NeedsLock(new Call(_ => _told.Add("started")), null);
            Tell("told");
        }

        _told.ShouldBe(["told", "started"]);
    }

    [Fact]
    public void What_a_listener_tells_comes_after_what_was_told_before()
    {
        using (_turns.Begin())
        {
            _turns.Tell_NeedsLock(new Call(_ =>
            {
                _told.Add("first");
                using (_turns.Begin()) Tell("third");
                _told.Add("end of first");
            }), null);
            Tell("second");
        }

        _told.ShouldBe(["first", "end of first", "second", "third"]);
    }

    [Fact]
    public void One_who_throws_keeps_nobody_from_being_told()
    {
        using (_turns.Begin())
        {
            _turns.Tell_NeedsLock(new Call(_ => throw new InvalidOperationException("mine")), null);
            Tell("a");
        }
        using (_turns.Begin()) Tell("b");

        _told.ShouldBe(["a", "b"]);
        _unhandled.ShouldHaveSingleItem().Message.ShouldBe("mine");
    }

    [Fact]
    public void Turn_that_throws_lets_go_of_the_lock_and_tells_what_it_told()
    {
        Should.Throw<InvalidOperationException>(() =>
        {
            using var turn = _turns.Begin();
            Tell("before");
            throw new InvalidOperationException();
        });

        _told.ShouldBe(["before"]);
        _turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public void Held_deliveries_come_when_the_last_one_releases()
    {
        _turns.Hold();
        _turns.Hold();
        using (_turns.Begin()) Tell("a");
        _turns.Release();
        _told.ShouldBeEmpty();

        _turns.Release();

        _told.ShouldBe(["a"]);
    }

    [Fact]
    public void Listener_may_hold_and_release()
    {
        using (_turns.Begin())
        {
            _turns.Tell_NeedsLock(new Call(_ =>
            {
                _turns.Hold();
                using (_turns.Begin()) Tell("held");
                _turns.Release();
            }), null);
        }

        _told.ShouldBe(["held"]);
        _turns.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public async Task Turns_of_other_threads_go_on_while_somebody_is_told()
    {
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var telling = Task.Run(() =>
        {
            using var turn = _turns.Begin();
            _turns.Tell_NeedsLock(new Call(_ =>
            {
                inside.Set();
                go.Wait(Patience.Deadline).ShouldBeTrue();
            }), null);
        });
        inside.Wait(Patience.Deadline).ShouldBeTrue();

        await Task.Run(() =>
        {
            using var turn = _turns.Begin();
            Tell("later");
        }).Within("a turn beside a delivery");

        _told.ShouldBeEmpty("it waits for its turn");
        go.Set();
        await telling.Within("the delivery");
        _told.ShouldBe(["later"]);
        _unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_is_told_once_and_one_at_a_time()
    {
        const int each = 5000;
        var inside = 0;
        var atOnce = 0;
        var seen = new List<(int Thread, int Number)>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = i;
                using var turn = _turns.Begin();
                _turns.Tell_NeedsLock(new Call(_ =>
                {
                    if (Interlocked.Increment(ref inside) != 1) atOnce++;
                    seen.Add((thread, number));
                    Interlocked.Decrement(ref inside);
                }), null);
            }
        }))).Within("all threads");
        await Patience.Until(() => _turns.IsQuiet, "the last delivery");

        atOnce.ShouldBe(0);
        seen.Count.ShouldBe(4 * each);
        foreach (var thread in seen.GroupBy(entry => entry.Thread)) thread.Select(entry => entry.Number).ShouldBeInOrder();
    }

    private void Tell(string what) => _turns.Tell_NeedsLock(new Call(told => _told.Add((string)told!)), what);

    private sealed class Call(Action<object?> act) : IDelivery
    {
        public void Deliver(object? what) => act(what);
    }
}
