using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cadre.Live.Tests;

/// <summary>Makes events and frames.</summary>
internal static class Make
{
    public const string Epoch = "e1";

    public static StreamCursor At(long sequence, string epoch = Epoch) => new(epoch, sequence);

    public static byte[] Json(long sequence, string type = "counted", string data = "{}", string epoch = Epoch) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"cursor":"{{epoch}}:{{sequence}}","sequence":{{sequence}},"time":1769000000000,"type":"{{type}}","data":{{data}}}"""));

    public static StreamFrame Event(long sequence, string type = "counted", string data = "{}", string epoch = Epoch) =>
        FrameReader.Read(Json(sequence, type, data, epoch));

    public static StreamFrame[] Events(long first, long last, string epoch = Epoch) =>
        [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(sequence => Event(sequence, epoch: epoch))];

    public static JsonElement State(string json) => JsonElement.Parse(json);
}
