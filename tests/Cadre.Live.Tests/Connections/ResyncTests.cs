using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class ResyncTests : StreamTest
{
    private readonly Queue<TaskCompletionSource<StreamCursor?>> _snapshots = new();

    [Fact]
    public async Task Messages_during_a_resync_survive()
    {
        Hold();
        var connection = await ConnectAsync();
        connection.Send(Make.Event(1), StreamFrame.Reset(LiveResetReasons.Compacted, null, null));
        var snapshot = await SnapshotAsync();

        connection.Send(Make.Events(8, 12));
        await Patience.Until(() => connection.Frames.Reader.Count == 0, "the messages to be read");
        Sink.Events.ShouldBe([1], "nothing is applied before the snapshot is there");
        Stream.State.Status.ShouldBe(LiveStatus.Reconnecting);
        snapshot.SetResult(Make.At(9));
        await AppliedAsync(12);

        Sink.Events.ShouldBe([1, 10, 11, 12]);
        Sink.Resets.ShouldHaveSingleItem().Previous.ShouldBe(Make.At(1));
        await StatusAsync(LiveStatus.Live);
        Stream.Counts.Resyncs.ShouldBe(1);
    }

    [Theory]
    [InlineData(LiveResetReasons.UnknownEpoch, "e2", 3)]
    [InlineData(LiveResetReasons.Compacted, "e1", 500)]
    [InlineData(LiveResetReasons.Ahead, "e1", 2)]
    public async Task A_cursor_that_cannot_be_resumed_starts_over_where_the_snapshot_stands(string reason, string epoch, long sequence)
    {
        Sink.Snapshot = (reset, _) => Task.FromResult(reset.Cursor);
        var first = await ConnectAsync();
        first.Send(Make.Events(1, 7));
        await AppliedAsync(7);
        first.Cut();
        await WaitOutAsync();

        var second = await Transport.ConnectedAsync();
        second.Request.After.ShouldBe(Make.At(7));
        second.Accept().Send(
            StreamFrame.Reset(reason, Make.At(sequence, epoch), Make.State("{}")), Make.Event(sequence + 1, epoch: epoch));
        await Patience.Until(() => Sink.Events[^1] == sequence + 1, "the event behind the snapshot");
        await AppliedAsync(sequence + 1, epoch);

        var reset = Sink.Resets.ShouldHaveSingleItem();
        (reset.Reason, reset.Previous, reset.State.HasValue).ShouldBe((reason, Make.At(7), true));
        Stream.Position.ShouldBe(Make.At(sequence + 1, epoch));
        Sink.Events[^1].ShouldBe(sequence + 1);
    }

    [Fact]
    public async Task A_late_joiner_subscribes_first_and_then_gets_a_snapshot()
    {
        Hold();
        Options = Options with { After = null };
        Stream.Connect();
        var connection = await Transport.ConnectedAsync();
        connection.Request.After.ShouldBeNull();
        Sink.Resets.ShouldBeEmpty("before the stream is open events could be missed");

        connection.Accept().Send(Make.Events(41, 44));
        (await SnapshotAsync()).SetResult(Make.At(42));
        await AppliedAsync(44);

        Sink.Events.ShouldBe([43, 44]);
        Sink.Resets.ShouldHaveSingleItem().Reason.ShouldBe(LiveResetReasons.Start);
    }

    [Fact]
    public async Task A_returning_user_goes_on_at_the_cursor_of_stored_state()
    {
        Options = Options with { After = Make.At(41) };
        var connection = await ConnectAsync();

        connection.Request.After.ShouldBe(Make.At(41));
        connection.Send(Make.Events(42, 44));
        await AppliedAsync(44);

        Sink.Events.ShouldBe([42, 43, 44]);
        Sink.Resets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_fails_is_asked_for_again_with_the_next_connection()
    {
        Hold();
        var connection = await ConnectAsync();
        connection.Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null), Make.Event(8));
        (await SnapshotAsync()).SetException(new HttpRequestException("The snapshot failed."));

        await WaitingAsync();
        Stream.State.Problem!.Detail.ShouldBe("The snapshot failed.");
        await WaitOutAsync();
        var second = await Transport.ConnectedAsync();
        second.Request.After.ShouldBe(Make.At(0), "nothing has been taken over");
        second.Accept().Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null), Make.Event(8));
        (await SnapshotAsync()).SetResult(Make.At(7));
        await AppliedAsync(8);

        Sink.Events.ShouldBe([8]);
    }

    [Fact]
    public async Task A_connection_lost_during_a_resync_abandons_it()
    {
        Hold();
        var connection = await ConnectAsync();
        connection.Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null), Make.Event(8));
        var abandoned = await SnapshotAsync();

        connection.Cut();
        await WaitOutAsync();
        abandoned.Task.IsCanceled.ShouldBeTrue();
        (await Transport.ConnectedAsync()).Accept().Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null));
        (await SnapshotAsync()).SetResult(Make.At(9));
        await AppliedAsync(9);

        Sink.Events.ShouldBeEmpty();
        Sink.Resets.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_reset_replaces_the_first()
    {
        Hold();
        var connection = await ConnectAsync();
        connection.Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null), Make.Event(8));
        var first = await SnapshotAsync();

        connection.Send(StreamFrame.Reset(LiveResetReasons.UnknownEpoch, null, null), Make.Event(3, epoch: "e2"));
        var second = await SnapshotAsync();
        first.Task.IsCanceled.ShouldBeTrue();
        second.SetResult(Make.At(2, "e2"));
        await AppliedAsync(3, "e2");

        Sink.Events.ShouldBe([3]);
    }

    [Fact]
    public async Task A_flood_during_a_resync_waits_for_it_and_is_complete()
    {
        Options = Options with { MaxBatch = 16 };
        Hold();
        var connection = await ConnectAsync();
        connection.Send(StreamFrame.Reset(LiveResetReasons.Compacted, Make.At(0), null));
        connection.Send(Make.Events(1, 1_000));
        var snapshot = await SnapshotAsync();
        await Patience.Until(() => connection.Frames.Reader.Count < 1_000, "some of it to be read");

        snapshot.SetResult(Make.At(10));
        await AppliedAsync(1_000);

        Sink.Events.ShouldBe([.. Upto(1_000).Skip(10)]);
        Sink.Batches.Max().ShouldBeLessThanOrEqualTo(16);
    }

    [Fact]
    public async Task Nobody_waits_for_events_of_an_epoch_that_is_over()
    {
        Sink.Snapshot = (reset, _) => Task.FromResult(reset.Cursor);
        var connection = await ConnectAsync();
        var before = Stream.WhenAppliedAsync(Make.At(99));
        connection.Send(StreamFrame.Reset(LiveResetReasons.UnknownEpoch, Make.At(3, "e2"), null));

        await before.Within("the waiter of the old epoch");
        await Stream.WhenAppliedAsync(Make.At(99)).Within("a waiter that comes later");
        Stream.WhenAppliedAsync(Make.At(4, "e2")).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_cursor_that_the_server_cannot_read_is_forgotten()
    {
        Sink.Snapshot = (_, _) => Task.FromResult<StreamCursor?>(Make.At(3));
        Transport.Refuse(new StreamRefusedException(new StreamProblem("not a cursor", 400, "bad-cursor")));

        Stream.Connect();
        var connection = await Transport.ConnectedAsync();
        connection.Request.After.ShouldBeNull();
        connection.Accept().Send(Make.Event(4));
        await AppliedAsync(4);

        Sink.Events.ShouldBe([4]);
    }

    private void Hold() => Sink.Snapshot = (_, cancellationToken) =>
    {
        var snapshot = new TaskCompletionSource<StreamCursor?>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(() => snapshot.TrySetCanceled(cancellationToken));
        lock (_snapshots) _snapshots.Enqueue(snapshot);
        return snapshot.Task;
    };

    private async Task<TaskCompletionSource<StreamCursor?>> SnapshotAsync()
    {
        await Patience.Until(
            () =>
            {
                lock (_snapshots) return _snapshots.Count > 0;
            },
            "a request for a snapshot");
        lock (_snapshots) return _snapshots.Dequeue();
    }
}
