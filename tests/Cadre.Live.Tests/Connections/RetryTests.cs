using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class RetryTests : StreamTest
{
    [Fact]
    public async Task Instant_refusal_does_not_stop_retries()
    {
        Transport.Refuse(new HttpRequestException("Connection refused"), times: 50);

        Stream.Connect();
        for (var attempt = 1; attempt <= 50; attempt++)
        {
            (await WaitOutAsync()).ShouldBe(TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, attempt - 1))));
            await Patience.Until(() => Transport.Opened > attempt, $"attempt {attempt + 1}");
        }

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task First_connection_that_is_refused_is_tried_again()
    {
        Transport.Refuse(new HttpRequestException("Connection refused"));

        Stream.Connect();
        await WaitingAsync();
        Stream.State.Status.ShouldBe(LiveStatus.Reconnecting);
        Stream.State.FailedAttempts.ShouldBe(1);
        Stream.State.Problem!.Detail.ShouldBe("Connection refused");
        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
        Stream.State.ShouldSatisfyAllConditions(
            state => state.FailedAttempts.ShouldBe(0),
            state => state.NextAttemptAt.ShouldBeNull(),
            state => state.Problem.ShouldBeNull());
    }

    [Fact]
    public async Task Waits_begin_anew_once_it_was_live()
    {
        Transport.Refuse(new IOException("gone"), times: 4);
        Stream.Connect();
        for (var i = 0; i < 4; i++) await WaitOutAsync();
        var connection = (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);

        connection.Cut();

        (await WaitingAsync()).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task First_reconnect_brings_what_happened_meanwhile()
    {
        var first = await ConnectAsync();
        first.Send(Make.Events(1, 3));
        await AppliedAsync(3);

        first.Cut();
        await WaitOutAsync();
        var second = await Transport.ConnectedAsync();
        second.Request.After.ShouldBe(Make.At(3));
        second.Accept().Send(Make.Events(4, 9));
        await AppliedAsync(9);

        Sink.Events.ShouldBe(Upto(9));
        Sink.Resets.ShouldBeEmpty("a cursor that can be resumed needs no snapshot");
    }

    [Fact]
    public async Task A_server_that_says_goodbye_is_asked_again()
    {
        var first = await ConnectAsync();

        first.Send(StreamFrame.End("shutdown"));
        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task Retry_now_ends_the_wait()
    {
        Transport.Refuse(new IOException("gone"), times: 6);
        Stream.Connect();
        for (var i = 0; i < 5; i++) await WaitOutAsync();
        await WaitingAsync();

        Stream.RetryNow();

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task Connecting_twice_opens_one_connection()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Stream.Connect))).Within("connecting");
        await ConnectAsync();

        Stream.Connect();

        Transport.Opened.ShouldBe(1);
        Stream.Counts.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Listeners_stay_at_one_after_100_reconnects()
    {
        var live = 0;
        using var listening = Stream.Subscribe(state => live += state.IsLive ? 1 : 0);
        var connection = await ConnectAsync();
        for (var i = 1; i <= 100; i++)
        {
            connection.Send(Make.Event(i));
            await AppliedAsync(i);
            connection.Cut();
            await WaitOutAsync();
            connection = (await Transport.ConnectedAsync()).Accept();
            await StatusAsync(LiveStatus.Live);
        }

        Stream.Listeners.ShouldBe(1);
        live.ShouldBe(101);
        Transport.Open.ShouldBe(1);
        Sink.Events.ShouldBe(Upto(100));
        Time.ArmedTimers.ShouldBeLessThanOrEqualTo(1, "one watchdog, and nothing of connections that are gone");
    }

    [Fact]
    public async Task A_connection_without_a_sign_of_life_is_given_up()
    {
        var halfOpen = await ConnectAsync();
        halfOpen.Send(Make.Event(1), StreamFrame.Heartbeat(Make.At(1)));
        await AppliedAsync(1);
        await Patience.Until(() => Time.ArmedTimers == 1, "the watchdog");

        Time.Advance(Options.Silence);
        await WaitingAsync();

        Stream.State.Problem!.Detail.ShouldBe("Nothing came by scripted for 40 s.");
        Transport.Open.ShouldBe(0);
        await WaitOutAsync();
        (await Transport.ConnectedAsync()).Request.After.ShouldBe(Make.At(1));
    }

    [Fact]
    public async Task Signs_of_life_keep_a_silent_stream_open()
    {
        var connection = await ConnectAsync();
        for (var i = 0; i < 10; i++)
        {
            await Patience.Until(() => Time.ArmedTimers == 1, "the watchdog");
            Time.Advance(TimeSpan.FromSeconds(39));
            connection.Send(StreamFrame.Heartbeat(Make.At(0)));
            await Patience.Until(() => connection.Frames.Reader.Count == 0, "the heartbeat");
            connection.Send(Make.Event(i + 1));
            await AppliedAsync(i + 1);
        }

        Transport.Opened.ShouldBe(1);
        Stream.State.Status.ShouldBe(LiveStatus.Live);
    }

    [Fact]
    public async Task A_listener_that_throws_is_reported_and_holds_nothing_up()
    {
        using var listening = Stream.Subscribe(_ => throw new InvalidOperationException("listener"));

        await ConnectAsync();

        Unhandled.ShouldAllBe(error => error.Message == "listener");
        Unhandled.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_sink_that_throws_is_reported_and_the_stream_goes_on()
    {
        Sink.Each = e =>
        {
            if (e.Cursor.Sequence == 2) throw new InvalidOperationException("sink");
        };
        var connection = await ConnectAsync();

        connection.Send(Make.Event(1));
        await AppliedAsync(1);
        connection.Send(Make.Event(2));
        await AppliedAsync(2);
        connection.Send(Make.Event(3));
        await AppliedAsync(3);

        Unhandled.ShouldHaveSingleItem().Message.ShouldBe("sink");
    }
}
