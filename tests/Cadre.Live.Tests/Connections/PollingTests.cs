using System.Collections.Concurrent;
using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class PollingTests : StreamTest, IEventPages
{
    private readonly ConcurrentQueue<StreamCursor?> _polls = new();
    private Func<StreamCursor?, Task<EventPage>> _answer = after => Task.FromResult(Page(after));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Options = Options with { Pages = this };
    }

    [Fact]
    public async Task Disconnected_clients_poll_and_show_that_they_do()
    {
        var connection = await ConnectAsync();
        Transport.Refuse(new IOException("cut"), times: 3);
        connection.Cut();
        _answer = after => Task.FromResult(Page(after, Make.Events(1, 3)));
        await WaitOutAsync();

        await StatusAsync(LiveStatus.Polling);
        await AppliedAsync(3);
        Stream.State.NextAttemptAt.ShouldNotBeNull();
        _answer = after => Task.FromResult(Page(after, Make.Events(after!.Value.Sequence + 1, after.Value.Sequence + 2)));
        await WaitOutAsync();
        await AppliedAsync(5);

        Sink.Events[..5].ShouldBe(Upto(5));
        Sink.Resets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_comes_back_at_once_costs_no_poll_and_no_snapshot()
    {
        for (var i = 0; i < 5; i++)
        {
            var connection = i == 0 ? await ConnectAsync() : (await Transport.ConnectedAsync()).Accept();
            await StatusAsync(LiveStatus.Live);
            connection.Send(Make.Event(i + 1));
            await AppliedAsync(i + 1);
            connection.Cut();
            await WaitOutAsync();
        }

        (await Transport.ConnectedAsync()).Request.After.ShouldBe(Make.At(5));
        _polls.ShouldBeEmpty();
        Sink.Resets.ShouldBeEmpty();
        Stream.Counts.Attempts.ShouldBe(6);
    }

    [Fact]
    public async Task On_return_the_stream_goes_on_where_the_polls_ended()
    {
        var connection = await ConnectAsync();
        Transport.Refuse(new IOException("cut"));
        connection.Cut();
        _answer = after => Task.FromResult(Page(after, Make.Events(1, 4)));
        await WaitOutAsync();
        await AppliedAsync(4);
        await StatusAsync(LiveStatus.Polling);
        await WaitOutAsync();

        var second = await Transport.ConnectedAsync();
        second.Request.After.ShouldBe(Make.At(4));
        second.Accept().Send(Make.Events(4, 6));
        await AppliedAsync(6);

        Sink.Events.ShouldBe(Upto(6));
        Sink.Resets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Polls_go_on_every_few_seconds_until_the_next_attempt()
    {
        Transport.Refuse(new IOException("cut"), times: 6);
        Stream.Connect();
        for (var i = 1; i <= 5; i++)
        {
            await WaitOutAsync();
            await Patience.Until(() => Transport.Opened > i, "the next attempt");
        }
        await WaitingAsync();
        await StatusAsync(LiveStatus.Polling);
        var before = _polls.Count;

        for (var i = 1; i <= 3; i++)
        {
            await Patience.Until(() => Time.ArmedTimers == 2, "the pause between polls");
            Time.Advance(Options.PollInterval);
            await Patience.Until(() => _polls.Count == before + i, "a poll");
        }
    }

    [Fact]
    public async Task A_poll_that_fails_shows_that_nothing_comes()
    {
        _answer = _ => throw new HttpRequestException("no");
        Transport.Refuse(new IOException("cut"), times: 2);
        Stream.Connect();
        await WaitOutAsync();

        await Patience.Until(() => !_polls.IsEmpty, "a poll");
        await WaitingAsync();

        Stream.State.Status.ShouldBe(LiveStatus.Reconnecting);
    }

    [Fact]
    public async Task A_poll_that_hangs_does_not_hold_up_the_next_attempt()
    {
        _answer = _ => new TaskCompletionSource<EventPage>().Task;
        Transport.Refuse(new IOException("cut"), times: 2);
        Stream.Connect();
        await WaitOutAsync();
        await Patience.Until(() => !_polls.IsEmpty, "a poll");

        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task A_poll_whose_cursor_cannot_be_resumed_starts_over()
    {
        Sink.Snapshot = (reset, _) => Task.FromResult(reset.Cursor);
        _answer = after => Task.FromResult(after == Make.At(9, "e2")
            ? Page(after)
            : new EventPage([StreamFrame.Reset(LiveResetReasons.UnknownEpoch, Make.At(9, "e2"), Make.State("{}")), StreamFrame.Heartbeat(Make.At(9, "e2"))], Make.At(9, "e2"), false));
        Transport.Refuse(new IOException("cut"), times: 2);
        Stream.Connect();
        await WaitOutAsync();

        await AppliedAsync(9, "e2");
        await StatusAsync(LiveStatus.Polling);

        Sink.Resets.ShouldHaveSingleItem().Reason.ShouldBe(LiveResetReasons.UnknownEpoch);
    }

    Task<EventPage> IEventPages.ReadAsync(StreamRequest request, CancellationToken cancellationToken)
    {
        _polls.Enqueue(request.After);
        return _answer(request.After).WaitAsync(cancellationToken);
    }

    private static EventPage Page(StreamCursor? after, params StreamFrame[] events)
    {
        var end = events.Length > 0 ? events[^1].Cursor : after;
        return new EventPage([.. events, StreamFrame.Heartbeat(end)], end, false);
    }
}
