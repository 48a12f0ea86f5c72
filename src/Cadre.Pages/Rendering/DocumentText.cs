using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>A document as it is sent, with places for what differs from one request to the next. Made once for all who load it. Immutable.</summary>
internal sealed class DocumentText
{
    private static readonly string[] PlacesOfRequest = [LiveConnection.PlaceOfAddress, LiveConnection.PlaceOfTime, LiveConnection.PlaceOfView];
    private static readonly SearchValues<string> Places = SearchValues.Create(PlacesOfRequest, StringComparison.Ordinal);

    private readonly ImmutableArray<(byte[] Text, string Place)> _parts;
    private readonly byte[] _last;

    private DocumentText(ImmutableArray<(byte[] Text, string Place)> parts, byte[] last) => (_parts, _last) = (parts, last);

    /// <param name="texts">The document in pieces; a place is within one of them.</param>
    public static DocumentText Of(IEnumerable<string> texts)
    {
        var parts = ImmutableArray.CreateBuilder<(byte[], string)>();
        var pieces = new List<ReadOnlyMemory<char>>();
        foreach (var text in texts)
        {
            var rest = text.AsMemory();
            while (rest.Span.IndexOfAny(Places) is >= 0 and var at)
            {
                var place = PlaceAt(rest.Span[at..]);
                pieces.Add(rest[..at]);
                parts.Add((Bytes(pieces), place));
                pieces.Clear();
                rest = rest[(at + place.Length)..];
            }
            pieces.Add(rest);
        }
        return new DocumentText(parts.ToImmutable(), Bytes(pieces));
    }

    /// <param name="to">Where to.</param>
    /// <param name="valueOf">What stands at a place, as HTML.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(Stream to, Func<string, string> valueOf, CancellationToken cancellationToken)
    {
        foreach (var (text, place) in _parts)
        {
            await to.WriteAsync(text, cancellationToken);
            await to.WriteAsync(Encoding.UTF8.GetBytes(valueOf(place)), cancellationToken);
        }
        await to.WriteAsync(_last, cancellationToken);
    }

    private static string PlaceAt(ReadOnlySpan<char> text)
    {
        foreach (var place in PlacesOfRequest)
            if (text.StartsWith(place, StringComparison.Ordinal)) return place;
        throw new ArgumentException("There is no place.", nameof(text));
    }

    private static byte[] Bytes(List<ReadOnlyMemory<char>> pieces)
    {
        var bytes = new byte[pieces.Sum(static piece => Encoding.UTF8.GetByteCount(piece.Span))];
        var end = 0;
        foreach (var piece in pieces) end += Encoding.UTF8.GetBytes(piece.Span, bytes.AsSpan(end));
        return bytes;
    }
}
