using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class RefusalTests : StreamTest
{
    private readonly List<string?> _asked = [];
    private int _tokens;

    [Fact]
    public async Task A_token_that_ends_in_the_middle_is_renewed_once_and_the_stream_goes_on()
    {
        Options = Options with { Tokens = NextToken };
        var first = await ConnectAsync();
        first.Request.Token.ShouldBe("token-1");
        first.Send(Make.Event(1), StreamFrame.End("token-revoked"));
        Transport.Refuse(Unauthorized());
        await WaitOutAsync();

        var second = await Transport.ConnectedAsync();
        second.Request.Token.ShouldBe("token-2");
        second.Request.After.ShouldBe(Make.At(1));
        second.Accept().Send(Make.Event(2));
        await AppliedAsync(2);

        _asked.ShouldBe([null, null, "token-1"]);
        Sink.Events.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_as_well_is_shown_and_tried_again_slowly()
    {
        Options = Options with { Tokens = NextToken };
        Transport.Refuse(Unauthorized(), times: 3);

        Stream.Connect();
        (await WaitingAsync()).ShouldBe(TimeSpan.FromSeconds(30));
        Stream.State.Status.ShouldBe(LiveStatus.Refused);
        Stream.State.Problem!.Status.ShouldBe(401);
        _tokens.ShouldBe(2);
        await WaitOutAsync();
        (await WaitOutAsync()).ShouldBe(TimeSpan.FromMinutes(1));
        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);

        _asked.ShouldBe([null, "token-1", "token-2", "token-3"]);
    }

    [Fact]
    public async Task Without_a_source_of_tokens_401_is_a_refusal()
    {
        Transport.Refuse(Unauthorized());

        Stream.Connect();
        await WaitingAsync();

        Stream.State.Status.ShouldBe(LiveStatus.Refused);
    }

    [Theory]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not-found")]
    public async Task A_refusal_is_shown_with_its_reason_and_never_given_up(int status, string code)
    {
        Transport.Refuse(new StreamRefusedException(new StreamProblem("You may not.", status, code)), times: 8);

        Stream.Connect();
        for (var i = 0; i < 8; i++)
        {
            await WaitingAsync();
            Stream.State.Status.ShouldBe(LiveStatus.Refused);
            Stream.State.Problem.ShouldBe(new StreamProblem("You may not.", status, code));
            (await WaitOutAsync()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
        }

        (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
    }

    [Fact]
    public async Task A_server_that_is_overloaded_in_the_middle_is_left_alone_for_as_long_as_it_asks()
    {
        var connection = await ConnectAsync();
        Transport.Refuse(new StreamRefusedException(new StreamProblem("busy", 503, "overloaded", TimeSpan.FromSeconds(17))));
        connection.Cut();
        await WaitOutAsync();

        await Patience.Until(() => Stream.State.Problem?.Status == 503, "the refusal");
        Stream.State.Status.ShouldBe(LiveStatus.Reconnecting, "busy is not no");
        (await WaitOutAsync()).ShouldBe(TimeSpan.FromSeconds(17));
        (await Transport.ConnectedAsync()).Accept().Send(Make.Event(1));
        await AppliedAsync(1);
    }

    [Fact]
    public async Task A_server_that_asks_for_years_gets_an_hour()
    {
        Transport.Refuse(new StreamRefusedException(new StreamProblem("busy", 503, null, TimeSpan.MaxValue)));

        Stream.Connect();

        (await WaitingAsync()).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_source_of_tokens_that_fails_is_asked_again()
    {
        var failures = 2;
        Options = Options with { Tokens = (_, _) => failures-- > 0 ? throw new IOException("vault") : ValueTask.FromResult<string?>("t") };

        Stream.Connect();
        await WaitingAsync();
        Stream.State.Problem!.Detail.ShouldBe("There is no token: vault");
        await WaitOutAsync();
        await WaitOutAsync();

        (await Transport.ConnectedAsync()).Request.Token.ShouldBe("t");
    }

    private static StreamRefusedException Unauthorized() => new(new StreamProblem("The token is not valid.", 401, "token-invalid"));

    private ValueTask<string?> NextToken(string? refused, CancellationToken cancellationToken)
    {
        _asked.Add(refused);
        if (refused is not null || _tokens == 0) _tokens++;
        return ValueTask.FromResult<string?>($"token-{_tokens}");
    }
}
