namespace Cadre.Query.Tests;

public sealed class FocusManagerTests
{
    private readonly FocusManager _focus = new();
    private readonly List<bool> _told = [];

    [Fact]
    public void Focus_is_there_until_somebody_says_otherwise() => _focus.IsFocused.ShouldBeTrue();

    [Fact]
    public void Lost_focus_is_told()
    {
        using var subscription = _focus.Subscribe(_told.Add);

        _focus.SetFocused(false);

        _focus.IsFocused.ShouldBeFalse();
        _told.ShouldBe([false]);
    }

    [Fact]
    public void Same_value_again_is_not_told()
    {
        using var subscription = _focus.Subscribe(_told.Add);

        _focus.SetFocused(false);
        _focus.SetFocused(false);

        _told.ShouldBe([false]);
    }

    [Fact]
    public void First_explicit_focus_is_told_though_nothing_was_lost()
    {
        using var subscription = _focus.Subscribe(_told.Add);

        _focus.SetFocused(null);
        _told.ShouldBeEmpty("nobody had said anything before either");

        _focus.SetFocused(true);
        _told.ShouldBe([true]);
    }

    [Fact]
    public void Clearing_what_was_set_falls_back_to_focused()
    {
        _focus.SetFocused(false);
        using var subscription = _focus.Subscribe(_told.Add);

        _focus.SetFocused(null);

        _focus.IsFocused.ShouldBeTrue();
        _told.ShouldBe([true]);
    }

    [Fact]
    public void Announcement_tells_the_focus_as_it_is()
    {
        using var subscription = _focus.Subscribe(_told.Add);

        _focus.Announce();
        _focus.SetFocused(false);
        _focus.Announce();

        _told.ShouldBe([true, false, false]);
    }

    [Fact]
    public void Listener_that_left_is_told_nothing()
    {
        var subscription = _focus.Subscribe(_told.Add);
        subscription.Dispose();
        subscription.Dispose();

        _focus.SetFocused(false);

        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Listener_that_another_sent_away_in_the_same_round_is_told_nothing()
    {
        IDisposable? second = null;
        using var first = _focus.Subscribe(_ => second!.Dispose());
        second = _focus.Subscribe(_told.Add);

        _focus.SetFocused(false);

        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Change_from_within_a_listener_is_told_after_the_one_under_way()
    {
        using var first = _focus.Subscribe(focused =>
        {
            if (!focused) _focus.SetFocused(true);
        });
        using var second = _focus.Subscribe(_told.Add);

        _focus.SetFocused(false);

        _told.ShouldBe([false, true]);
    }

    [Fact]
    public void Exception_of_a_listener_reaches_the_caller_after_the_others_were_told()
    {
        using var first = _focus.Subscribe(_ => throw new InvalidOperationException("mine"));
        using var second = _focus.Subscribe(_told.Add);

        Should.Throw<InvalidOperationException>(() => _focus.SetFocused(false)).Message.ShouldBe("mine");
        _told.ShouldBe([false]);

        Should.Throw<InvalidOperationException>(() => _focus.SetFocused(true), "the next change is told as if nothing had happened");
        _told.ShouldBe([false, true]);
    }

    [Fact]
    public void Last_word_of_many_threads_is_what_listeners_hear_last()
    {
        var last = true;
        using var subscription = _focus.Subscribe(focused => last = focused);

        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round => _focus.SetFocused(round % 2 == 0));

        last.ShouldBe(_focus.IsFocused);
    }
}
