using Cadre.Hub.Access;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Access;

public sealed class SignInCodesTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly FakeTime _time = new();

    [Fact]
    public void Code_gives_what_it_was_made_for_and_works_once()
    {
        var sut = CreateSut();
        var code = sut.Create("night", Role.Viewer, "kim").ShouldNotBeNull();

        sut.Redeem(code.Text, out _).ShouldBe(new SignIn("night", Role.Viewer, "kim", code.ExpiresAt));
        sut.Redeem(code.Text, out _).ShouldBeNull();
    }

    [Fact]
    public void Codes_are_long_random_and_fit_for_a_link()
    {
        var sut = CreateSut();

        var codes = Enumerable.Range(0, 100).Select(_ => Make(sut)).ToList();

        codes.ShouldBeUnique();
        codes.ShouldAllBe(code => code.Length == 43 && Uri.EscapeDataString(code) == code);
    }

    [Fact]
    public void Code_works_for_ten_minutes_and_no_longer()
    {
        var sut = CreateSut();
        var (early, late) = (Make(sut), Make(sut));

        _time.Advance(TimeSpan.FromMinutes(10) - Instant);
        sut.Redeem(early, out _).ShouldNotBeNull();
        _time.Advance(Instant);
        sut.Redeem(late, out _).ShouldBeNull();
    }

    [Fact]
    public void Codes_that_expired_make_room_for_others()
    {
        var sut = CreateSut();
        for (var i = 0; i < SignInCodes.MostPending; i++)
            sut.Create("*", Role.Viewer, null).ShouldNotBeNull();

        sut.Create("*", Role.Viewer, null).ShouldBeNull();
        _time.Advance(SignInCodes.Lifetime);
        sut.Create("*", Role.Viewer, null).ShouldNotBeNull();
    }

    [Fact]
    public void Too_many_failures_stop_every_attempt_until_the_minute_is_over()
    {
        var sut = CreateSut();
        var code = Make(sut);
        for (var i = 0; i < SignInCodes.MostFailures; i++)
        {
            sut.Redeem($"guess {i}", out var wait).ShouldBeNull();
            wait.ShouldBe(TimeSpan.Zero);
        }

        _time.Advance(TimeSpan.FromSeconds(20));
        sut.Redeem(code, out var left).ShouldBeNull();
        left.ShouldBe(TimeSpan.FromSeconds(40));

        _time.Advance(left);
        sut.Redeem(code, out _).ShouldNotBeNull();
    }

    [Fact]
    public void Codes_that_work_are_no_failures()
    {
        var sut = CreateSut();

        for (var i = 0; i < SignInCodes.MostFailures * 2; i++)
            sut.Redeem(Make(sut), out _).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_of_many_who_come_at_once_gets_in()
    {
        var sut = CreateSut();
        var code = Make(sut);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sut.Redeem(code, out var _))));

        attempts.Count(signIn => signIn is not null).ShouldBe(1);
    }

    [Fact]
    public void Restored_code_works_again_until_its_own_end()
    {
        var sut = CreateSut();
        var code = Make(sut);
        sut.Restore(code, sut.Redeem(code, out _)!);

        sut.Restore(code, sut.Redeem(code, out _).ShouldNotBeNull());
        _time.Advance(SignInCodes.Lifetime);
        sut.Redeem(code, out _).ShouldBeNull();
    }

    private static string Make(SignInCodes sut) => sut.Create("*", Role.Admin, null)!.Value.Text;

    private SignInCodes CreateSut() => new(_time);
}
