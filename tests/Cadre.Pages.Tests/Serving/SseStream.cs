namespace Cadre.Pages.Tests;

/// <summary>One block of a stream, as it was sent.</summary>
internal sealed record Block(string Raw)
{
    public string Id => Field("id");

    public string Event => Field("event");

    public string Data => SseStream.DataOf(Raw);

    private string Field(string name) => Raw.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";
}

/// <summary>Reads a stream block by block.</summary>
internal sealed class SseStream(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public HttpResponseMessage Response => response;

    public static string DataOf(string raw) =>
        string.Join('\n', raw.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(static line => line["data: ".Length..]));

    /// <summary>The next block; null at the end.</summary>
    public async Task<Block?> NextAsync()
    {
        var block = "";
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0) return new Block(block);
            block += line + "\n";
        }
        return block.Length == 0 ? null : throw new InvalidDataException($"The stream ended in the middle of a block: {block}");
    }

    /// <summary>The next block that is no sign of life; null at the end.</summary>
    public async Task<Block?> MessageAsync()
    {
        while (await NextAsync() is { } block)
            if (block.Event != "beat") return block;
        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
