using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cadre.Cli.Tests.Support;

/// <summary>Answers as a hub would, or fails in a way that a real one cannot be brought to at will.</summary>
internal sealed class ScriptedHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _answers = [];

    private ScriptedHub(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>What has been accepted, each message once however often it was sent.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>The keys of all batches that arrived, repeats too.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    /// <summary>How the next batches are dealt with; when there is none left, they are accepted.</summary>
    public ConcurrentQueue<Func<HttpContext, Func<Task>, Task>> Batches { get; } = [];

    /// <summary>The next answers to a request for a page of events.</summary>
    public ConcurrentQueue<string> Pages { get; } = [];

    /// <summary>What the next streams do; when there is none left, they stay silent.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Streams { get; } = [];

    /// <summary>The <c>Last-Event-ID</c> of all streams that were opened.</summary>
    public ConcurrentQueue<string> Resumed { get; } = [];

    public static async Task<ScriptedHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var hub = new ScriptedHub(builder.Build());
        hub._app.MapPost("/api/workspaces/{ws}/events", hub.TakeBatchAsync);
        hub._app.MapGet("/api/workspaces/{ws}/events", hub.AnswerPageAsync);
        hub._app.MapGet("/api/workspaces/{ws}/events/stream", hub.StreamAsync);
        await hub._app.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    public static Task RefuseAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(body);
    }

    public static string Event(int sequence, string type = "task.unblocked") =>
        $$$"""{"cursor":"e1:{{{sequence}}}","sequence":{{{sequence}}},"time":1767323045000,"type":"{{{type}}}","data":{"taskId":{{{sequence}}},"timestamp":1}}""";

    public static string Page(string cursor, bool more, params int[] sequences) =>
        $$"""{"events":[{{string.Join(',', sequences.Select(sequence => Event(sequence)))}}],"cursor":"{{cursor}}","more":{{(more ? "true" : "false")}}}""";

    public static async Task SendAsync(HttpContext context, string id, string type, string data)
    {
        await context.Response.WriteAsync($"id: {id}\nevent: {type}\ndata: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    public static Task SendEventAsync(HttpContext context, int sequence) => SendAsync(context, $"e1:{sequence}", "task.unblocked", Event(sequence));

    /// <summary>Sends the event after the one that the client says it has seen last.</summary>
    public static Task SendNextEventAsync(HttpContext context) =>
        SendEventAsync(context, int.Parse(context.Request.Headers["Last-Event-ID"].ToString().Split(':')[1], CultureInfo.InvariantCulture) + 1);

    /// <summary>Keeps a stream open until its client leaves.</summary>
    public static Task StayAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeBatchAsync(HttpContext context)
    {
        Keys.Enqueue(context.Request.Headers["Idempotency-Key"].ToString());
        if (Batches.TryDequeue(out var script))
            await script(context, () => AcceptAsync(context));
        else
            await AcceptAsync(context);
    }

    private async Task AcceptAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (!_answers.TryGetValue(key, out var answer))
        {
            Accepted.AddRange(lines);
            answer = Answer(lines);
            _answers[key] = answer;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }

    private string Answer(string[] lines) => JsonSerializer.Serialize(new
    {
        accepted = lines.Length,
        ignored = 0,
        rejected = 0,
        cursor = $"e1:{Accepted.Count}",
        results = lines.Select((_, index) => new { index, result = "accepted", sequence = index + 1, events = 1 }),
    });

    private async Task AnswerPageAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Pages.TryDequeue(out var page) ? page : Page("e1:0", false));
    }

    private async Task StreamAsync(HttpContext context)
    {
        Resumed.Enqueue(context.Request.Headers["Last-Event-ID"].ToString());
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": connected\n\nretry: 1000\n\n");
        await context.Response.Body.FlushAsync();
        if (Streams.TryDequeue(out var script))
            await script(context);
        else
            await StayAsync(context);
    }
}
