using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

public abstract class RetentionContract : ReadingContract
{
    Task SnapshotAsync(long sequence, string text) => Log.WriteSnapshotAsync("s", new(sequence, sequence * 1000, Bytes(text)), default).Within("snapshot");

    async Task<string?> SnapshotAtAsync(long atOrBefore) =>
        await Log.ReadSnapshotAsync("s", atOrBefore, default) is { } snapshot ? $"{snapshot.Sequence}:{Text(snapshot.Data)}" : null;

    [Fact]
    public async Task Snapshot_read_is_the_newest_at_or_before()
    {
        await Log.AppendManyAsync("s", 30);
        await SnapshotAsync(10, "ten");
        await SnapshotAsync(20, "twenty");

        (await SnapshotAtAsync(9)).ShouldBeNull();
        (await SnapshotAtAsync(10)).ShouldBe("10:ten");
        (await SnapshotAtAsync(19)).ShouldBe("10:ten");
        (await SnapshotAtAsync(long.MaxValue)).ShouldBe("20:twenty");
        (await Log.ReadSnapshotAsync("s", 20, default))!.Time.ShouldBe(20_000);
    }

    [Fact]
    public async Task Snapshot_of_the_same_sequence_replaces_the_older()
    {
        await Log.AppendManyAsync("s", 10);
        await SnapshotAsync(10, "old");
        await SnapshotAsync(10, "new");

        (await SnapshotAtAsync(10)).ShouldBe("10:new");
    }

    [Fact]
    public async Task Snapshot_ahead_of_the_stream_is_refused()
    {
        await Log.AppendManyAsync("s", 10);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SnapshotAsync(11, "too early"));
    }

    [Fact]
    public async Task Snapshot_of_the_empty_stream_is_allowed()
    {
        await SnapshotAsync(0, "nothing yet");

        (await SnapshotAtAsync(5)).ShouldBe("0:nothing yet");
    }

    [Fact]
    public async Task Snapshots_of_the_past_grow_fewer_with_age_but_never_run_out()
    {
        await Log.AppendManyAsync("s", 1_000);
        for (var sequence = 10; sequence <= 1_000; sequence += 10) await SnapshotAsync(sequence, $"{sequence}");

        var kept = new SortedSet<long>();
        for (var at = 1; at <= 1_000; at++)
            if (await Log.ReadSnapshotAsync("s", at, default) is { } snapshot) kept.Add(snapshot.Sequence);

        kept.Count.ShouldBeLessThanOrEqualTo(16);
        kept.ShouldContain(10);
        foreach (var newest in new long[] { 1_000, 990, 980 }) kept.ShouldContain(newest);
        kept.Zip(kept.Skip(1), (a, b) => a < 980 ? (b - a) / (double)(1_000 - a) : 0).Max().ShouldBeLessThan(0.6);
    }

    [Fact]
    public async Task Trim_deletes_what_a_snapshot_covers()
    {
        await Log.AppendManyAsync("s", 5_000);
        await SnapshotAsync(3_000, "base");

        var head = await Log.TrimAsync("s", 3_500, default).Within("trim");

        head.Oldest.ShouldBe(3_001);
        head.Sequence.ShouldBe(5_000);
        (await Log.OpenStreamAsync("s", default)).ShouldBe(head);
        (await Log.ReadAllAsync("s", 3_000)).Texts().ShouldBe(Enumerable.Range(3_001, 2_000).Select(n => n.ToString()));
        (await SnapshotAtAsync(3_000)).ShouldBe("3000:base");
    }

    [Fact]
    public async Task Trim_without_a_snapshot_deletes_nothing()
    {
        await Log.AppendManyAsync("s", 10);

        (await Log.TrimAsync("s", 10, default).Within("trim")).Oldest.ShouldBe(1);
        (await Log.ReadAllAsync("s")).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Trim_between_two_snapshots_keeps_what_rebuilds_the_state_in_between()
    {
        await Log.AppendManyAsync("s", 30);
        await SnapshotAsync(10, "ten");
        await SnapshotAsync(20, "twenty");

        (await Log.TrimAsync("s", 15, default).Within("trim")).Oldest.ShouldBe(11);
        (await SnapshotAtAsync(15)).ShouldBe("10:ten");
        (await Log.TrimAsync("s", 25, default).Within("trim")).Oldest.ShouldBe(21);
        (await SnapshotAtAsync(15)).ShouldBeNull();
    }

    [Fact]
    public async Task Trim_of_everything_keeps_where_the_stream_stands()
    {
        await Log.AppendManyAsync("s", 10);
        await SnapshotAsync(10, "all");

        var head = await Log.TrimAsync("s", 10, default).Within("trim");

        (head.Oldest, head.Sequence, head.Time).ShouldBe((11, 10, 10_000));
        (await Log.ReadAllAsync("s", 10)).ShouldBeEmpty();
        (await Log.AppendAsync("s", 10, 1, "next")).ShouldBe(new LogCommit(11, 10_000));
        (await Log.ReadAllAsync("s", 10)).Texts().ShouldBe(["next"]);
    }

    [Fact]
    public async Task Trim_again_at_an_earlier_sequence_changes_nothing()
    {
        await Log.AppendManyAsync("s", 20);
        await SnapshotAsync(5, "five");
        await SnapshotAsync(15, "fifteen");
        var head = await Log.TrimAsync("s", 15, default).Within("trim");

        (await Log.TrimAsync("s", 5, default).Within("trim")).ShouldBe(head);
    }

    [Fact]
    public async Task Read_of_what_was_trimmed_says_compacted_and_what_is_oldest()
    {
        await Log.AppendManyAsync("s", 10);
        await SnapshotAsync(6, "base");
        await Log.TrimAsync("s", 6, default).Within("trim");

        var fault = await Should.ThrowAsync<CursorCompactedException>(async () => await Log.ReadAllAsync("s", 5));

        (fault.After, fault.Oldest).ShouldBe((5, 7));
    }

    [Fact]
    public async Task Read_that_is_overtaken_by_a_trim_says_compacted_instead_of_leaving_a_gap()
    {
        await Log.AppendManyAsync("s", 6_000);
        await SnapshotAsync(5_000, "base");
        var sequences = new List<long>();

        await Should.ThrowAsync<CursorCompactedException>(async () =>
        {
            await foreach (var item in Log.ReadAsync("s", 0, int.MaxValue, default))
            {
                sequences.Add(item.Sequence);
                if (item.Sequence == 1) await Log.TrimAsync("s", 5_000, default).Within("trim");
            }
        });

        sequences.ShouldBe(Enumerable.Range(1, sequences.Count).Select(n => (long)n));
    }

    [Fact]
    public async Task Transact_that_missed_what_was_trimmed_says_compacted()
    {
        await Log.AppendManyAsync("s", 10);
        await SnapshotAsync(6, "base");
        await Log.TrimAsync("s", 6, default).Within("trim");

        await Should.ThrowAsync<CursorCompactedException>(async () => await Log.AppendAsync("s", 5, 1, "x"));
        (await Log.AppendAsync("s", 6, 1, "x")).Sequence.ShouldBe(11);
    }

    [Fact]
    public async Task FindSequence_of_what_was_trimmed_answers_null()
    {
        await Log.AppendManyAsync("s", 10, perCommit: 1);
        await SnapshotAsync(6, "base");
        await Log.TrimAsync("s", 6, default).Within("trim");

        (await Log.FindSequenceAsync("s", DateTimeOffset.FromUnixTimeMilliseconds(5_999), default)).ShouldBeNull();
        (await Log.FindSequenceAsync("s", DateTimeOffset.FromUnixTimeMilliseconds(6_000), default)).ShouldBe(6);
        (await Log.FindSequenceAsync("s", DateTimeOffset.FromUnixTimeMilliseconds(7_500), default)).ShouldBe(7);
    }

    [Fact]
    public async Task Snapshot_of_what_was_trimmed_is_refused()
    {
        await Log.AppendManyAsync("s", 10);
        await SnapshotAsync(6, "base");
        await Log.TrimAsync("s", 6, default).Within("trim");

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SnapshotAsync(5, "too late"));
    }

    [Fact]
    public async Task Readers_writers_snapshots_and_trims_all_at_once_never_show_a_gap()
    {
        const int events = 6_000;
        using var deadline = new CancellationTokenSource(Patience.Deadline, TimeProvider.System);
        var readers = Enumerable.Range(0, 6).Select(seed => Task.Run(() => ReadInPiecesAsync(new Random(seed), events, deadline.Token))).ToList();

        var random = new Random(42);
        for (var known = 0L; known < events;)
        {
            var texts = Enumerable.Range((int)known + 1, random.Next(1, 60)).Select(n => n.ToString()).ToArray();
            known = (await Log.AppendAsync("s", known, known, texts)).Sequence;
            if (random.Next(20) == 0) await SnapshotAsync(known, "state");
            if (random.Next(40) == 0) await Log.TrimAsync("s", known - random.Next(500), default).Within("trim");
        }

        foreach (var reader in readers) (await reader.Within("a reader")).ShouldBeGreaterThan(0);
    }

    /// <summary>Reads to the end from wherever is retained, checking every step; answers how many events it saw.</summary>
    async Task<int> ReadInPiecesAsync(Random random, int last, CancellationToken deadline)
    {
        var (position, seen) = (0L, 0);
        while (position < last)
        {
            try
            {
                await foreach (var item in Log.ReadAsync("s", position, random.Next(1, 3_000), deadline))
                {
                    (item.Sequence, Text(item.Data)).ShouldBe((position + 1, $"{position + 1}"));
                    position++;
                    seen++;
                }

                await Task.Yield();
            }
            catch (CursorCompactedException compacted)
            {
                compacted.Oldest.ShouldBeGreaterThan(position + 1);
                position = compacted.Oldest - 1;
            }
        }

        return seen;
    }
}
