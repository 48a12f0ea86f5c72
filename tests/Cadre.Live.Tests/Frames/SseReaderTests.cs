using System.Text;

namespace Cadre.Live.Tests.Frames;

public sealed class SseReaderTests
{
    private const string Text =
        "\uFEFF: connected\nretry: 1000\nid: e1:41\n\nid: e1:42\nevent: agent.updated\ndata: {\"a\":1}\n\n\n\n"
        + "data: one\r\ndata:two\r\n\r\ndata\rid:e1:43\r\r: heartbeat\nid: e1:43\n\nunknown: x\n\nevent: no data\n\ndata: never ended";

    private static readonly (string? Name, string? Id, string? Data)[] Blocks =
    [
        (null, "e1:41", null), ("agent.updated", "e1:42", "{\"a\":1}"), (null, null, "one\ntwo"), (null, "e1:43", ""), (null, "e1:43", null),
        (null, null, null), ("no data", null, null),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Blocks_are_read_however_the_bytes_come(int chunk) => (await ReadAsync(Encoding.UTF8.GetBytes(Text), _ => chunk)).ShouldBe(Blocks);

    [Fact]
    public async Task Blocks_are_read_from_chunks_of_any_size()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
            (await ReadAsync(Encoding.UTF8.GetBytes(Text), _ => random.Next(1, 40))).SequenceEqual(Blocks).ShouldBeTrue($"seed {seed}, round {round}");
    }

    [Fact]
    public async Task A_line_may_be_long()
    {
        var data = new string('x', 1_000_000);

        var blocks = await ReadAsync(Encoding.UTF8.GetBytes($"data: a\ndata: {data}\nid: e1:1\n\n"), _ => 60_000);

        blocks.ShouldHaveSingleItem().ShouldBe((null, "e1:1", "a\n" + data));
    }

    private static async Task<List<(string?, string?, string?)>> ReadAsync(byte[] bytes, Func<int, int> chunk)
    {
        var reader = new SseReader(new Chunks(bytes, chunk));
        List<(string?, string?, string?)> blocks = [];
        while (await reader.FillAsync(TestContext.Current.CancellationToken))
            while (reader.TryRead(out var block)) blocks.Add((block.Name, block.Id, block.HasData ? Encoding.UTF8.GetString(block.Data.Span) : null));
        return blocks;
    }

    private sealed class Chunks(byte[] bytes, Func<int, int> chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk(buffer.Length))], cancellationToken);
    }
}
