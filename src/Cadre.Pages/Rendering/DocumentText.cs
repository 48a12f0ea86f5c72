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

    public static DocumentText Of(string html)
    {
        var parts = ImmutableArray.CreateBuilder<(byte[], string)>();
        var rest = html.AsSpan();
        while (rest.IndexOfAny(Places) is >= 0 and var at)
        {
            var place = PlaceAt(rest[at..]);
            parts.Add((Bytes(rest[..at]), place));
            rest = rest[(at + place.Length)..];
        }
        return new DocumentText(parts.ToImmutable(), Bytes(rest));
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

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
