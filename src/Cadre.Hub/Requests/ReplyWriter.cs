using System.Text.Json;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>Sends an <see cref="Reply"/>.</summary>
internal static class ReplyWriter
{
    /// <summary>Sends a JSON object; <paramref name="members"/> writes what is in it.</summary>
    public static ValueTask<System.IO.Pipelines.FlushResult> WriteObjectAsync(HttpContext context, int status, Action<Utf8JsonWriter> members) =>
        WriteAsync(context, new Reply(status, JsonBytes.Of(members, static (json, write) =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        })));

    public static ValueTask<System.IO.Pipelines.FlushResult> WriteAsync(HttpContext context, Reply answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        if (answer.Cursor is not null)
            response.Headers["Cadre-Cursor"] = answer.Cursor;
        if (answer.ETag is not null)
            response.Headers.ETag = answer.ETag;
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        if (answer.Replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (answer.Body.IsEmpty)
            return default;

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        return response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
