using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class FallbackTests : StreamTest
{
    private readonly ScriptedTransport _second = new("second");
    private readonly ScriptedTransport _third = new("third");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Options = Options with { Transports = [Transport, _second, _third] };
    }

    [Fact]
    public async Task A_transport_that_a_proxy_refuses_makes_way_for_the_next()
    {
        Transport.Refuse(new TransportUnusableException("no upgrade"));
        _second.Refuse(new StreamRefusedException(new StreamProblem("Blocked by the company.", 403)));

        Stream.Connect();
        (await _third.ConnectedAsync()).Accept().Send(Make.Event(1));
        await AppliedAsync(1);

        Stream.State.Transport.ShouldBe("third");
        Time.ArmedTimers.ShouldBeLessThanOrEqualTo(1, "nothing was waited for");
    }

    [Fact]
    public async Task A_proxy_that_buffers_makes_way_for_the_next()
    {
        Stream.Connect();
        await Transport.ConnectedAsync();
        await Patience.Until(() => Time.ArmedTimers == 1, "the watchdog");

        Time.Advance(Options.OpenTimeout);
        (await _second.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);

        Stream.State.Transport.ShouldBe("second");
        Transport.Open.ShouldBe(0);
    }

    [Fact]
    public async Task A_proxy_that_lets_the_greeting_through_and_buffers_then_makes_way_for_the_next()
    {
        await ConnectAsync();
        await Patience.Until(() => Time.ArmedTimers == 1, "the watchdog");

        Time.Advance(Options.Silence);

        (await _second.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task A_server_that_says_no_is_believed_at_the_first_transport()
    {
        Transport.Refuse(new StreamRefusedException(new StreamProblem("You may not.", 403, "forbidden")));

        Stream.Connect();
        await WaitingAsync();

        Stream.State.Status.ShouldBe(LiveStatus.Refused);
        _second.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task When_none_gets_through_all_are_tried_again_later()
    {
        foreach (var transport in (ScriptedTransport[])[Transport, _second, _third]) transport.Refuse(new TransportUnusableException("no way"), times: 2);

        Stream.Connect();
        (await WaitOutAsync()).ShouldBe(TimeSpan.FromSeconds(1));
        (await WaitOutAsync()).ShouldBe(TimeSpan.FromSeconds(2));

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
        (_second.Opened, _third.Opened).ShouldBe((2, 2));
    }

    [Fact]
    public async Task What_worked_is_kept_for_a_while_and_then_the_preferred_one_gets_another_chance()
    {
        Transport.Refuse(new TransportUnusableException("no way"));
        Stream.Connect();
        var connection = (await _second.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);

        connection.Cut();
        await WaitOutAsync();
        connection = (await _second.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
        Time.SetUtcNow(Time.GetUtcNow());
        for (var i = 0; i < 20; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(30));
            connection.Send(Make.Event(i + 1));
            await AppliedAsync(i + 1);
            await Patience.Until(() => Time.ArmedTimers == 1, "the watchdog");
        }
        connection.Cut();
        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
        Stream.State.Transport.ShouldBe("scripted");
    }
}
