using System.IO.Pipelines;
using Cadre.Cli.Watching;

namespace Cadre.Cli.Tests.Watching;

public sealed class WatchedStreamTests
{
    private readonly FakeTime _time = new();
    private readonly Pipe _pipe = new();

    [Fact]
    public async Task Silence_fails_the_read()
    {
        await using var stream = CreateSut();
        var read = ReadAsync(stream);

        _time.Advance(TimeSpan.FromSeconds(44));
        read.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<IOException>(() => read.Within("the failure"));
    }

    [Fact]
    public async Task Any_byte_starts_the_wait_anew()
    {
        await using var stream = CreateSut();
        for (var i = 0; i < 3; i++)
        {
            var read = ReadAsync(stream);
            _time.Advance(TimeSpan.FromSeconds(40));
            await _pipe.Writer.WriteAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);

            (await read.Within("a byte")).ShouldBe(1);
        }
    }

    private WatchedStream CreateSut() => new(_pipe.Reader.AsStream(), TimeSpan.FromSeconds(45), _time);

    private static Task<int> ReadAsync(WatchedStream stream) => stream.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
}
