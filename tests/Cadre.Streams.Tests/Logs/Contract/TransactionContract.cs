using System.Collections.Concurrent;
using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

public abstract class TransactionContract : EventLogContract
{
    [Fact]
    public async Task Transact_appends_in_order_from_one()
    {
        (await Log.AppendAsync("s", 0, 1000, "a", "b")).ShouldBe(new LogCommit(2, 1000));
        (await Log.AppendAsync("s", 2, 2000, "c")).ShouldBe(new LogCommit(3, 2000));

        var events = await Log.ReadAllAsync("s");
        events.Select(item => (item.Sequence, item.Time, Text(item.Data))).ShouldBe([(1, 1000, "a"), (2, 1000, "b"), (3, 2000, "c")]);
    }

    [Fact]
    public async Task Transact_hands_over_where_the_stream_stands()
    {
        await Log.AppendAsync("s", 0, 1000, "a", "b");

        await Log.TransactAsync("s", 2, [], transaction =>
        {
            transaction.Sequence.ShouldBe(2);
            transaction.Time.ShouldBe(1000);
            transaction.Missed.ShouldBeEmpty();
            transaction.Answers.ShouldBeEmpty();
            return LogAppend.Nothing;
        }, default).Within("transaction");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_499)]
    [InlineData(2_500)]
    public async Task Transact_hands_over_everything_the_caller_missed(int known)
    {
        await Log.AppendManyAsync("s", 2_500);
        IReadOnlyList<LogEvent> missed = [];

        await Log.TransactAsync("s", known, [], transaction =>
        {
            missed = transaction.Missed;
            return Events(1, "next");
        }, default).Within("transaction");

        missed.Texts().ShouldBe(Enumerable.Range(known + 1, 2_500 - known).Select(n => n.ToString()));
        (await Log.ReadAllAsync("s", 2_500)).Texts().ShouldBe(["next"]);
    }

    [Fact]
    public async Task Transact_with_a_known_sequence_ahead_of_the_stream_is_refused()
    {
        await Log.AppendAsync("s", 0, 1000, "a");

        var fault = await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Log.AppendAsync("s", 2, 1000, "b"));

        fault.Message.ShouldContain("ends at 1");
        (await Log.ReadAllAsync("s")).Texts().ShouldBe(["a"]);
    }

    [Fact]
    public async Task Transact_that_appends_nothing_changes_nothing()
    {
        await Log.AppendAsync("s", 0, 1000, "a");

        (await Log.TransactAsync("s", 1, [], _ => LogAppend.Nothing, default).Within("transaction")).ShouldBe(new LogCommit(1, 1000));
        (await Log.TransactAsync("s", 1, [], _ => new LogAppend { Time = 5000 }, default).Within("transaction")).ShouldBe(new LogCommit(1, 1000));
    }

    [Fact]
    public async Task Transact_with_a_time_before_the_last_one_uses_the_last_one()
    {
        await Log.AppendAsync("s", 0, 5000, "a");

        (await Log.AppendAsync("s", 1, 3000, "b")).Time.ShouldBe(5000);
        (await Log.ReadAllAsync("s")).Select(item => item.Time).ShouldBe([5000, 5000]);
    }

    [Fact]
    public async Task Transact_whose_decision_throws_appends_nothing_and_gives_back_the_same_exception()
    {
        var fault = new TimeZoneNotFoundException("as thrown");

        var thrown = await Should.ThrowAsync<TimeZoneNotFoundException>(async () => await Log.TransactAsync("s", 0, [], _ => throw fault, default).Within("transaction"));

        thrown.ShouldBeSameAs(fault);
        (await Log.AppendAsync("s", 0, 1, "a")).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Transact_whose_decision_throws_a_fault_of_the_store_fails_alone()
    {
        var others = Enumerable.Range(0, 20).Select(_ => Log.TransactAsync("s", 0, [], _ => Events(1, "x"), default).AsTask()).ToList();
        var failing = Log.TransactAsync("s", 0, [], _ => throw new LogUnavailableException(LogUnavailableReason.DiskFull, "made up"), default).AsTask();
        others.AddRange(Enumerable.Range(0, 20).Select(_ => Log.TransactAsync("s", 0, [], _ => Events(1, "x"), default).AsTask()));

        await Should.ThrowAsync<LogUnavailableException>(() => failing.Within("the failing transaction"));
        await Task.WhenAll(others).Within("the other transactions");
        (await Log.ReadAllAsync("s")).Count.ShouldBe(40);
    }

    [Fact]
    public async Task Transact_too_large_an_event_is_refused_and_nothing_of_the_batch_is_appended()
    {
        var append = new LogAppend { Time = 1, Events = [Bytes("small"), new byte[16 * 1024 * 1024 + 1]] };

        (await Should.ThrowAsync<ArgumentException>(async () => await Log.TransactAsync("s", 0, [], _ => append, default))).Message.ShouldContain("16777216");
        (await Log.ReadAllAsync("s")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Transact_keeps_any_bytes_also_none()
    {
        var all = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();
        await Log.TransactAsync("s", 0, [], _ => new LogAppend { Time = 1, Events = [default, all] }, default).Within("transaction");

        var events = await Log.ReadAllAsync("s");
        events[0].Data.Length.ShouldBe(0);
        events[1].Data.ToArray().ShouldBe(all);
    }

    [Fact]
    public async Task Transact_copies_what_it_appends()
    {
        byte[] data = [1, 2, 3];
        await Log.TransactAsync("s", 0, [], _ => new LogAppend { Time = 1, Events = [data] }, default).Within("transaction");
        data[0] = 99;

        (await Log.ReadAllAsync("s"))[0].Data.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Transact_cancelled_before_its_turn_never_decides()
    {
        using var begun = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var first = Task.Run(() => Log.TransactAsync("s", 0, [], _ =>
        {
            begun.Release();
            release.Wait(Patience.Deadline).ShouldBeTrue();
            return Events(1, "first");
        }, default).AsTask());
        (await begun.WaitAsync(Patience.Deadline)).ShouldBeTrue();

        using var cancel = new CancellationTokenSource();
        var decided = false;
        var second = Log.TransactAsync("s", 0, [], _ =>
        {
            decided = true;
            return Events(1, "second");
        }, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second.Within("the cancelled transaction"));
        release.Set();
        await first.Within("the first transaction");
        await Log.ProbeAsync(default).Within("probe");
        decided.ShouldBeFalse();
        (await Log.ReadAllAsync("s")).Texts().ShouldBe(["first"]);
    }

    [Fact]
    public async Task Transact_many_writers_of_one_stream_each_see_all_before_them_and_nothing_is_lost_or_doubled()
    {
        const int writers = 32, each = 25;
        var seen = new ConcurrentBag<(long Sequence, string Text)>();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var known = 0L;
            for (var i = 0; i < each; i++)
            {
                var text = $"{writer}/{i}";
                var commit = await Log.TransactAsync("s", known, [], transaction =>
                {
                    transaction.Missed.Count.ShouldBe((int)(transaction.Sequence - known));
                    return Events(1, text);
                }, default);
                known = commit.Sequence;
                seen.Add((known, text));
            }
        }))).Within("the writers");

        var events = await Log.ReadAllAsync("s");
        events.Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, writers * each).Select(n => (long)n));
        events.Select(item => (item.Sequence, Text(item.Data))).ShouldBe(seen.OrderBy(pair => pair.Sequence));
    }

    [Fact]
    public async Task Transact_many_streams_at_once_do_not_mix()
    {
        const int streams = 16, each = 40;
        await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => Task.Run(async () =>
        {
            var name = $"stream {stream}";
            await Log.OpenStreamAsync(name, default);
            for (var i = 0; i < each; i++) await Log.AppendAsync(name, i, 1, $"{name}/{i}");
        }))).Within("the writers");

        for (var stream = 0; stream < streams; stream++)
            (await Log.ReadAllAsync($"stream {stream}")).Texts().ShouldBe(Enumerable.Range(0, each).Select(i => $"stream {stream}/{i}"));
    }

    [Fact]
    public async Task Transact_of_one_stream_that_fails_does_not_touch_those_of_others()
    {
        await Log.OpenStreamAsync("t", default);
        var work = Enumerable.Range(0, 50).Select(i => Log.TransactAsync(i % 2 == 0 ? "s" : "t", 0, [], _ =>
            i % 2 == 0 ? throw new InvalidDataException("no") : Events(1, $"{i}"), default).AsTask()).ToList();
        await Task.WhenAll(work).ContinueWith(_ => { }, TaskScheduler.Default).Within("the transactions");

        work.Count(task => task.IsFaulted).ShouldBe(25);
        (await Log.ReadAllAsync("s")).ShouldBeEmpty();
        (await Log.ReadAllAsync("t")).Count.ShouldBe(25);
    }
}
