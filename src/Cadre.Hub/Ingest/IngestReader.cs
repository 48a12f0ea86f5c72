using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Limits;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Ingest;

/// <summary>Reads a batch of reported events from a request: lines as they arrive, or one JSON document.</summary>
internal sealed class IngestReader(Dialect dialect, int projectId, HubLimits limits)
{
    private readonly List<IngestItem> _items = [];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The items in order, each read or refused by itself, and a digest of the body.</summary>
    /// <exception cref="ProblemException">The body as a whole cannot be taken.</exception>
    public async ValueTask<(List<IngestItem> Items, byte[] Digest)> ReadAsync(HttpContext context)
    {
        using (_digest)
        {
            if (context.Request.ContentType!.StartsWith("application/x-ndjson", StringComparison.OrdinalIgnoreCase))
                await ReadLinesAsync(context.Request.BodyReader, context.RequestAborted);
            else
                await ReadDocumentAsync(context);
            return (_items, _digest.GetHashAndReset());
        }
    }

    private async ValueTask ReadDocumentAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context, limits);
        _digest.AppendData(body.Bytes);
        if (body.Root.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in body.Root.EnumerateArray())
                Add(IngestItem.Read(item, dialect, projectId));
        }
        else
        {
            Add(IngestItem.Read(body.Root, dialect, projectId));
        }
    }

    private async ValueTask ReadLinesAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        bool isCompleted;
        do
        {
            var read = await reader.ReadAsync(cancellationToken);
            isCompleted = read.IsCompleted;
            var rest = read.Buffer;
            try
            {
                AddLines(ref rest, isCompleted);
                AppendToDigest(read.Buffer.Slice(0, rest.Start));
            }
            finally
            {
                // What was read is always given back, or the server cannot use the connection again.
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        while (!isCompleted);
    }

    /// <summary>Takes the whole lines; the last one needs no end.</summary>
    private void AddLines(ref ReadOnlySequence<byte> rest, bool isCompleted)
    {
        while (TryTakeLine(ref rest, out var line))
            AddLine(line);
        if (rest.Length > limits.BodyBytes)
            throw new ProblemException(BodyProblems.LineTooLong(limits.BodyBytes));
        if (!isCompleted)
            return;
        AddLine(rest);
        rest = rest.Slice(rest.End);
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out line, (byte)'\n'))
            return false;
        rest = rest.Slice(reader.Position);
        return true;
    }

    private void AddLine(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
        {
            AddLine(line.First);
            return;
        }

        var length = checked((int)line.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(buffer);
            AddLine(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void AddLine(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.ContainsAnyExcept(" \t\r"u8))
            return;
        try
        {
            using var document = JsonText.Parse(line, limits.JsonDepth);
            Add(IngestItem.Read(document.RootElement, dialect, projectId));
        }
        catch (ProblemException e) when (e.Problem.Code == ProblemKinds.MalformedJson)
        {
            Add(new IngestItem(null, Problem: new FleetProblem(e.Problem.Code, e.Problem.Detail) { Expected = e.Problem.Expected }));
        }
    }

    private void Add(IngestItem item)
    {
        if (_items.Count == limits.BatchItems)
        {
            throw new ProblemException(new Problem(ProblemKinds.BodyTooLarge, $"A batch holds at most {limits.BatchItems} items; send the rest in further batches.")
            {
                Expected = $"at most {limits.BatchItems} items",
                Extras = json => json.WriteNumber("limit"u8, limits.BatchItems),
            });
        }

        _items.Add(item);
    }

    private void AppendToDigest(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
            _digest.AppendData(segment.Span);
    }
}
