using System.Buffers;
using System.Text.Json;
using Cadre.Hub.Limits;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>The JSON body of a request, read whole and parsed. Dispose it when nothing refers to its elements any more.</summary>
internal sealed class JsonBody : IDisposable
{
    private const int FirstBuffer = 64 << 10;

    private static readonly byte[] NoMembers = "{}"u8.ToArray();

    private readonly JsonDocument _document;
    private readonly byte[] _buffer;
    private readonly int _length;

    private JsonBody(byte[] buffer, int length, JsonDocument document) => (_buffer, _length, _document) = (buffer, length, document);

    public JsonElement Root => _document.RootElement;

    /// <summary>The bytes as they came.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads a body of at most the size that the operation allows; one that may be left out and is counts as <c>{}</c>.</summary>
    /// <exception cref="ProblemException">The body is too large or not JSON.</exception>
    public static async ValueTask<JsonBody> ReadAsync(HttpContext context, HubLimits limits)
    {
        var (buffer, length) = await ReadBytesAsync(context);
        try
        {
            var bytes = length == 0 && MayBeEmpty(context) ? NoMembers : buffer.AsMemory(0, length);
            return new JsonBody(buffer, length, JsonText.Parse(bytes, limits.JsonDepth));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <summary>Reads an object body for its members.</summary>
    /// <exception cref="ProblemException">The body is not an object.</exception>
    public BodyMembers Members(params ReadOnlySpan<string> known) => new(Root, known);

    public void Dispose()
    {
        _document.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static bool MayBeEmpty(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { Body.Required: true };

    private static async ValueTask<(byte[] Buffer, int Length)> ReadBytesAsync(HttpContext context)
    {
        // The server holds the size limit of the operation while it reads. A length that is only announced costs nothing yet.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(context.Request.ContentLength + 1 ?? 0, 1024, FirstBuffer));
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer);
                var read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted);
                if (read == 0)
                    return (buffer, length);
                length += read;
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
