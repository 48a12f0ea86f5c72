namespace Cadre.Query.Tests;

public sealed class SharedOptionsTests
{
    private readonly SharedOptions _shared = new();

    [Fact]
    public void Definitions_that_say_the_same_keep_one_set_of_options()
    {
        var first = _shared.Share(Make("a", 30));

        var second = _shared.Share(Make("b", 30));

        second.Set.ShouldBeSameAs(first.Set);
        second.Key.ShouldBe(Make("b", 30).Key);
    }

    [Fact]
    public void Options_that_differ_stay_what_they_are()
    {
        var first = _shared.Share(Make("a", 30));

        var second = _shared.Share(Make("a", 31));
        var withoutRetry = _shared.Share(Make("a", 30) with { Retry = Retry.Never });

        first.StaleTime.ShouldBe((StaleTime)TimeSpan.FromSeconds(30));
        second.StaleTime.ShouldBe((StaleTime)TimeSpan.FromSeconds(31));
        withoutRetry.Retry.ShouldBe(Retry.Never);
        _shared.Share(Make("c", 30)).Retry.ShouldBeNull();
    }

    [Fact]
    public void Options_with_other_functions_are_others()
    {
        var (yes, no) = (Asks(true), Asks(false));

        _shared.Share(new QueryDefinition<int>(["a"]) { Enabled = yes }).Enabled.ShouldBe(yes);
        _shared.Share(new QueryDefinition<int>(["a"]) { Enabled = no }).Enabled.ShouldBe(no);

        static Setting<bool> Asks(bool answer) => Setting.Of(_ => answer);
    }

    [Fact]
    public void More_sets_than_it_remembers_are_still_told_apart()
    {
        for (var round = 0; round < 2; round++)
            for (var seconds = 0; seconds < 1_000; seconds++)
                _shared.Share(Make("a", seconds)).StaleTime.ShouldBe((StaleTime)TimeSpan.FromSeconds(seconds));
    }

    private static QueryDefinition<int> Make(string name, int seconds) => new([name]) { StaleTime = TimeSpan.FromSeconds(seconds) };
}
