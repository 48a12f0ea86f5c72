using System.Globalization;
using System.Text;
using Cadre.Cli.Feeding;

namespace Cadre.Cli.Tests.Feeding;

public sealed class FeedPacerTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Messages_are_due_as_far_apart_as_their_timestamps()
    {
        var pacer = new FeedPacer(FeedSpeed.RealTime, _time);

        pacer.TimeUntil(At(1_000_000)).ShouldBe(TimeSpan.Zero);
        pacer.TimeUntil(At(1_060_000)).ShouldBe(TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(45));
        pacer.TimeUntil(At(1_060_000)).ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Speed_divides_the_distance()
    {
        var pacer = new FeedPacer(FeedSpeed.Parse("60"), _time);

        pacer.TimeUntil(At(0));
        pacer.TimeUntil(At(60_000)).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Message_older_than_the_first_or_without_time_is_due_at_once()
    {
        var pacer = new FeedPacer(FeedSpeed.RealTime, _time);

        pacer.TimeUntil(At(50_000));
        pacer.TimeUntil(At(10)).ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        pacer.TimeUntil(Parse("{}")).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Max_speed_never_waits()
    {
        var pacer = new FeedPacer(FeedSpeed.Max, _time);

        pacer.TimeUntil(At(0)).ShouldBe(TimeSpan.Zero);
        pacer.TimeUntil(At(long.MaxValue)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Pause_longer_than_any_timer_is_waited_for_in_parts()
    {
        var pacer = new FeedPacer(FeedSpeed.RealTime, _time);
        pacer.TimeUntil(At(0));

        var wait = pacer.WaitAsync(At((long)TimeSpan.FromDays(3).TotalMilliseconds), TestContext.Current.CancellationToken).AsTask();
        for (var day = 0; day < 3; day++)
        {
            wait.IsCompleted.ShouldBeFalse();
            await Patience.Until(() => _time.ArmedTimers == 1, "the pacer waits");
            _time.Advance(TimeSpan.FromDays(1));
        }

        await wait.Within("the third day");
    }

    [Fact]
    public void Nonsense_timestamps_do_not_overflow()
    {
        var pacer = new FeedPacer(FeedSpeed.Parse("0.001"), _time);

        pacer.TimeUntil(At(long.MinValue));
        pacer.TimeUntil(At(long.MaxValue)).ShouldBeGreaterThan(TimeSpan.FromDays(365));
    }

    private static FeedItem At(long time) => Parse($"{{\"timestamp\":{time.ToString(CultureInfo.InvariantCulture)}}}");

    private static FeedItem Parse(string json) => FeedItem.Parse("line 1", Encoding.UTF8.GetBytes(json));
}
