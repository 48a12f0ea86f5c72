namespace Cadre.Query.Tests;

public sealed class RetryDelayTests
{
    private static readonly Exception Error = new InvalidOperationException("broken");

    [Fact]
    public void Exponential_delay_doubles_from_one_second_to_thirty() =>
        Enumerable.Range(0, 7).Select(failures => RetryDelay.Exponential.After(failures, Error).TotalSeconds)
            .ShouldBe([1, 2, 4, 8, 16, 30, 30]);

    [Fact]
    public void Exponential_delay_after_a_thousand_failures_is_still_the_longest() =>
        RetryDelay.Exponential.After(1_000, Error).ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    public void Function_is_told_the_failures_and_the_error()
    {
        var delay = RetryDelay.Of((failures, error) => TimeSpan.FromSeconds(failures + error.Message.Length));

        delay.After(3, Error).ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public void Delay_below_zero_counts_as_zero()
    {
        RetryDelay fixedDelay = TimeSpan.FromSeconds(-1);

        fixedDelay.After(0, Error).ShouldBe(TimeSpan.Zero);
        RetryDelay.Of((_, _) => TimeSpan.MinValue).After(0, Error).ShouldBe(TimeSpan.Zero);
    }
}
