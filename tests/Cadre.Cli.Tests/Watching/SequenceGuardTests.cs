using Cadre.Cli.Watching;
using Cadre.Streams;

namespace Cadre.Cli.Tests.Watching;

public sealed class SequenceGuardTests
{
    private readonly SequenceGuard _guard = new();

    [Fact]
    public void First_event_may_be_any()
    {
        _guard.Pass(new("e1", 40));

        _guard.Position.ShouldBe(new Cursor("e1", 40));
    }

    [Fact]
    public void Next_event_passes()
    {
        _guard.MoveTo(new("e1", 0));
        _guard.Pass(new("e1", 1));
        _guard.Pass(new("e1", 2));

        _guard.Position.ShouldBe(new Cursor("e1", 2));
    }

    [Theory]
    [InlineData("e1", 7, "a gap")]
    [InlineData("e1", 5, "a repeat")]
    [InlineData("e1", 4, "a step back")]
    [InlineData("e2", 6, "another log")]
    public void Anything_else_breaks_the_promise(string epoch, long sequence, string what)
    {
        _guard.MoveTo(new("e1", 5));

        var failure = Should.Throw<BrokenPromiseException>(() => _guard.Pass(new(epoch, sequence)), what);

        failure.ExitCode.ShouldBe(ExitCode.BrokenPromise);
        failure.Message.ShouldContain($"after e1:5 came {epoch}:{sequence}, not e1:6");
    }
}
