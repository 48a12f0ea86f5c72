using Cadre.Hub.Requests;
using Cadre.Hub.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Problems;

/// <summary>Sees to it that no answer is an exception page or an error without a body.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, HubMetrics metrics, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBareError(context.Response))
                await CompleteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // The caller has gone; nobody reads an answer.
            if (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            else
                await FailAsync(context, e);
        }

        LetDrain(context);
        if (context.Response.StatusCode >= 400)
            metrics.RequestRefused(context.Response.StatusCode);
    }

    private async Task FailAsync(HttpContext context, Exception exception)
    {
        var problem = ExceptionProblems.Of(context, exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            log.RequestFailed(exception, context.Request.Method, context.Request.Path);
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            log.RequestUnavailable(context.Request.Method, context.Request.Path, problem.Detail);
        context.Response.Clear();
        await ProblemWriter.WriteAsync(context, problem);
    }

    /// <summary>
    /// Lifts the size limit of a body that nobody began to read: the server then discards it for a few seconds and keeps the connection,
    /// where it would otherwise cut it under a client that is still sending and never sees the answer.
    /// </summary>
    private static void LetDrain(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size && context.Request.ContentLength > size.MaxRequestBodySize)
            size.MaxRequestBodySize = null;
    }

    /// <summary>An error that routing or the server answered with a status alone.</summary>
    private static bool IsBareError(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0, ContentType: null };

    private static Task CompleteAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            return MethodAnswers.WriteAsync(context);
        if (response.StatusCode == StatusCodes.Status404NotFound)
            return ProblemWriter.WriteAsync(context, RouteProblems.Unknown(context.Request));
        var kind = ProblemKinds.ForStatus(response.StatusCode);
        return ProblemWriter.WriteAsync(context, new Problem(kind, ProblemKinds.TitleOf(kind) + "."));
    }
}
