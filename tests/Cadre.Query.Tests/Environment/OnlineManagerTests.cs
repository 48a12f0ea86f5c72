namespace Cadre.Query.Tests;

public sealed class OnlineManagerTests
{
    private readonly OnlineManager _online = new();
    private readonly List<bool> _told = [];

    [Fact]
    public void Network_is_there_at_the_start() => _online.IsOnline.ShouldBeTrue();

    [Fact]
    public void Changes_are_told_and_repetitions_are_not()
    {
        using var subscription = _online.Subscribe(_told.Add);

        _online.IsOnline = true;
        _online.IsOnline = false;
        _online.IsOnline = false;
        _online.IsOnline = true;

        _told.ShouldBe([false, true]);
    }

    [Fact]
    public void Listener_sees_the_new_state_and_may_ask_for_it()
    {
        bool? seen = null;
        using var subscription = _online.Subscribe(_ => seen = _online.IsOnline);

        _online.IsOnline = false;

        seen.ShouldBe(false);
    }
}
