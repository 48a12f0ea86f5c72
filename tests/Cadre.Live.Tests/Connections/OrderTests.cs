using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class OrderTests : StreamTest
{
    [Fact]
    public async Task Duplicates_are_dropped_and_counted()
    {
        var connection = await ConnectAsync();

        connection.Send([.. Make.Events(1, 3), .. Make.Events(2, 3), .. Make.Events(1, 4)]);
        await AppliedAsync(4);

        Sink.Events.ShouldBe(Upto(4));
        Stream.Counts.Duplicates.ShouldBe(5);
    }

    [Fact]
    public async Task What_a_new_connection_repeats_is_dropped()
    {
        var first = await ConnectAsync();
        first.Send(Make.Events(1, 5));
        await AppliedAsync(5);
        first.Cut();
        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Accept().Send(Make.Events(3, 7));
        await AppliedAsync(7);

        Sink.Events.ShouldBe(Upto(7));
    }

    [Fact]
    public async Task Events_out_of_order_are_asked_for_again()
    {
        var first = await ConnectAsync();

        first.Send(Make.Event(1), Make.Event(3), Make.Event(2));
        var second = await Transport.ConnectedAsync();
        second.Request.After.ShouldBe(Make.At(1));
        second.Accept().Send(Make.Events(2, 4));
        await AppliedAsync(4);

        Sink.Events.ShouldBe(Upto(4));
        Stream.Counts.Gaps.ShouldBe(1);
        Sink.Resets.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_missing_events_are_asked_for_the_stream_does_not_claim_to_be_live()
    {
        var first = await ConnectAsync();

        first.Send(Make.Event(1), Make.Event(3));
        var second = await Transport.ConnectedAsync();
        Stream.State.Status.ShouldBe(LiveStatus.Reconnecting);
        Stream.State.NextAttemptAt.ShouldBeNull();
        second.Accept();

        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task A_heartbeat_ahead_of_the_last_event_tells_that_some_were_lost()
    {
        var first = await ConnectAsync();

        first.Send(Make.Event(1), StreamFrame.Heartbeat(Make.At(4)));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Events(2, 4));
        await AppliedAsync(4);

        Sink.Events.ShouldBe(Upto(4));
    }

    [Fact]
    public async Task Events_that_stay_missing_are_made_up_for_by_a_snapshot()
    {
        Sink.Snapshot = (_, _) => Task.FromResult<StreamCursor?>(Make.At(5));
        var connection = await ConnectAsync();

        connection.Send(Make.Event(1), Make.Event(5));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Event(5));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Event(5), Make.Event(6));
        await AppliedAsync(6);

        Sink.Events.ShouldBe([1, 6]);
        var reset = Sink.Resets.ShouldHaveSingleItem();
        reset.Reason.ShouldBe(LiveResetReasons.Gap);
        reset.Previous.ShouldBe(Make.At(1));
    }

    [Fact]
    public async Task Events_of_another_epoch_without_a_reset_are_asked_for_again_and_then_a_snapshot_is()
    {
        Sink.Snapshot = (_, _) => Task.FromResult<StreamCursor?>(Make.At(1, "e2"));
        var connection = await ConnectAsync();
        connection.Send(Make.Event(1));
        await AppliedAsync(1);

        connection.Send(Make.Event(2, epoch: "e2"));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Event(2, epoch: "e2"));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Event(2, epoch: "e2"));
        await AppliedAsync(2, "e2");

        Sink.Events.ShouldBe([1, 2]);
        Sink.Resets.ShouldHaveSingleItem().Reason.ShouldBe(LiveResetReasons.Gap);
    }

    [Theory]
    [InlineData("""{"cursor":"e1:2","sequence":2,"type":"counted","data":{}}""")]
    [InlineData("""{"cursor":"e1:2","time":"soon","type":"counted","data":{}}""")]
    [InlineData("""{"cursor":"e1:2","time":0,"type":"counted","data":{}}""")]
    [InlineData("""{"cursor":"e1:2","time":-5,"type":"counted"}""")]
    [InlineData("""{"cursor":"e1:2","time":1e300,"type":"counted"}""")]
    [InlineData("""{"cursor":"e1:2","time":null,"type":"counted"}""")]
    [InlineData("""{"cursor":"e1:2","time":1769000000000,"data":{}}""")]
    public async Task A_message_without_a_usable_time_or_type_is_dropped_and_poisons_nothing(string message)
    {
        var connection = await ConnectAsync();

        connection.Send(Make.Event(1), FrameReader.Read(System.Text.Encoding.UTF8.GetBytes(message)), Make.Event(3));
        await AppliedAsync(3);

        Sink.Events.ShouldBe([1, 3]);
        Sink.Dropped.Length.ShouldBe(1);
        Stream.Counts.Malformed.ShouldBe(1);
        Transport.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_is_no_event_at_all_is_dropped_and_poisons_nothing()
    {
        var connection = await ConnectAsync();

        connection.Send(Make.Event(1), FrameReader.Read("{nonsense"u8), FrameReader.Read("[]"u8), FrameReader.Read(""u8), Make.Event(2));
        await AppliedAsync(2);

        Sink.Events.ShouldBe([1, 2]);
        Stream.Counts.Malformed.ShouldBe(3);
        Transport.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Any_amount_of_nonsense_is_dropped()
    {
        var connection = await ConnectAsync();

        connection.Send([.. Enumerable.Repeat(FrameReader.Read("nonsense"u8), 5_000), Make.Event(1)]);
        await AppliedAsync(1);

        Stream.Counts.Malformed.ShouldBe(5_000);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_at_all_is_asked_for_again_and_then_left_out()
    {
        var connection = await ConnectAsync();

        connection.Send(Make.Event(1), FrameReader.Read("{nonsense"u8), Make.Event(3));
        (await Transport.ConnectedAsync()).Accept().Send(FrameReader.Read("{nonsense"u8), Make.Event(3));
        (await Transport.ConnectedAsync()).Accept().Send(FrameReader.Read("{nonsense"u8), Make.Event(3));
        await AppliedAsync(3);

        Sink.Events.ShouldBe([1, 3]);
        Stream.Counts.Malformed.ShouldBe(1);
        Sink.Dropped.Length.ShouldBe(1);
        Sink.Resets.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_there_in_one_go_is_applied_in_one_go()
    {
        Stream.Connect();
        var connection = await Transport.ConnectedAsync();

        var frames = new List<StreamFrame> { StreamFrame.Opened() };
        frames.AddRange(Make.Events(1, 10_000));
        await Task.Run(() => connection.Send(frames.ToArray()));
        await AppliedAsync(10_000);

        Sink.Events.ShouldBe(Upto(10_000));
        Sink.Batches.Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task Waiting_for_a_cursor_ends_when_it_is_applied_or_the_wait_is_cancelled()
    {
        var connection = await ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        var reached = Stream.WhenAppliedAsync(Make.At(2));
        var never = Stream.WhenAppliedAsync(Make.At(9), cancellation.Token);

        connection.Send(Make.Event(1));
        await AppliedAsync(1);
        reached.IsCompleted.ShouldBeFalse();
        connection.Send(Make.Event(2));
        await reached.Within("event 2");
        await Stream.WhenAppliedAsync(Make.At(1)).Within("what is long there");
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(never.Within("the cancelled wait"));
    }
}
