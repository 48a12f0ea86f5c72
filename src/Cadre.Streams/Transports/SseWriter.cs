using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Cadre.Streams;

/// <summary>Writes a subscription as <c>text/event-stream</c>.</summary>
static class SseWriter
{
    public static async Task WriteAsync(HttpContext context, FeedReader reader, CancellationToken cancellationToken)
    {
        using var either = cancellationToken.CanBeCanceled && cancellationToken != context.RequestAborted
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.RequestAborted)
            : null;
        var token = either?.Token ?? context.RequestAborted;
        try
        {
            Prepare(context);
            WriteGreeting(context.Response.BodyWriter, reader);
            await context.Response.BodyWriter.FlushAsync(token);
            await CopyAsync(reader, context.Response.BodyWriter, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
    }

    static void Prepare(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // The feed ends slow readers by its own rule; the server's minimum rate would cut off one that is merely behind.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    static async Task CopyAsync(FeedReader reader, PipeWriter writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await reader.ReadAsync(cancellationToken);
            Write(writer, batch);
            var flush = await writer.FlushAsync(cancellationToken);
            if (batch.Kind == FeedBatchKind.End || flush.IsCompleted) return;
        }
    }

    static void WriteGreeting(PipeWriter writer, FeedReader reader)
    {
        writer.Write(": connected\nretry: 1000\n"u8);
        if (reader.IsPlaced) WriteId(writer, reader.Position);
        writer.Write("\n"u8);
    }

    static void Write(PipeWriter writer, FeedBatch batch)
    {
        switch (batch.Kind)
        {
            case FeedBatchKind.Heartbeat:
                writer.Write(": heartbeat\n"u8);
                WriteId(writer, batch.Cursor);
                writer.Write("\n"u8);
                break;
            case FeedBatchKind.End:
                writer.Write("event: end\ndata: {\"reason\":"u8);
                writer.Write(JsonSerializer.SerializeToUtf8Bytes(batch.Reason, WireJson.Default.String));
                writer.Write("}\n\n"u8);
                break;
            default:
                foreach (var frame in batch.Frames.Span) writer.Write(frame.Sse.Span);
                StreamsMeter.DeliveredOverSse(batch.Frames.Length);
                break;
        }
    }

    // An id without data moves the client's Last-Event-ID on and dispatches no event.
    static void WriteId(PipeWriter writer, Cursor cursor)
    {
        writer.Write("id: "u8);
        FrameEncoder.WriteCursor(writer, cursor);
        writer.Write("\n"u8);
    }
}
