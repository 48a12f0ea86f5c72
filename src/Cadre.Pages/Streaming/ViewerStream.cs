using System.Globalization;
using Cadre.Pages.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Cadre.Pages.Streaming;

/// <summary>Sends the changes of a page to one who looks at it, from where he stands.</summary>
internal sealed class ViewerStream(PagesOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public async Task ServeAsync(HttpContext context, LiveView view, PageAdmission admission)
    {
        using var age = new CancellationTokenSource(admission.StreamAge ?? Timeout.InfiniteTimeSpan, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, view.Ended, age.Token, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(response, view, PlaceOf(context.Request, view), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The viewer or the page went away; the browser connects anew if it still wants to.
        }
        catch (IOException)
        {
            // The viewer went away in the middle of a message.
        }
    }

    private async Task SendAsync(HttpResponse response, LiveView view, long? place, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(place is null ? SseMessage.Reload : SseMessage.Heartbeat, cancellationToken);
        // Who is told to reload and does not gets the whole page, and with it a place of this version.
        var at = place ?? -1;
        while (true)
        {
            var (messages, newest, more) = view.Messages.After(at);
            if (messages is null)
            {
                (var everything, at) = await view.EverythingAsync();
                await response.Body.WriteAsync(everything, cancellationToken);
            }
            else
            {
                foreach (var message in messages) await response.Body.WriteAsync(message, cancellationToken);
                at = newest;
            }
            await response.Body.FlushAsync(cancellationToken);
            if (messages is null or { Length: > 0 }) continue;
            if (!await ComesInTimeAsync(more, cancellationToken)) await response.Body.WriteAsync(SseMessage.Heartbeat, cancellationToken);
        }
    }

    /// <summary>Where the viewer stands in this view; -1 in none of its places; null if it has another version of the application.</summary>
    private long? PlaceOf(HttpRequest request, LiveView view)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : request.Query[LivePageEndpoints.PlaceParameter].ToString();
        var parts = text.Split('.');
        if (parts.Length != 3) return -1;
        if (parts[0] != options.Version) return null;
        return parts[1] == view.Id && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1;
    }

    private async Task<bool> ComesInTimeAsync(Task more, CancellationToken cancellationToken)
    {
        try
        {
            await more.WaitAsync(options.Heartbeat, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
