using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cadre.Hub.Problems;

/// <summary>Gives a body to the errors that Kestrel answers before a request reaches the application: a bad request line, headers that are too large.</summary>
/// <remarks>
/// Kestrel has no hook for the answer itself, but it announces a rejected request on its diagnostic source after it has set the status
/// and before it sends the headers; an answer that is started then stands, and the connection closes after it.
/// </remarks>
internal sealed class KestrelProblems(DiagnosticListener listener) : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";
    private IDisposable? _subscription;

    public void Listen() => _subscription ??= listener.Subscribe(this, name => name == BadRequest);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // The streams of an HTTP/2 connection share it; there the server resets the stream instead.
        if (value.Value is IFeatureCollection features
            && features.Get<IHttpRequestFeature>()?.Protocol is not ("HTTP/2" or "HTTP/3")
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException error
            && features.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && features.Get<IHttpResponseBodyFeature>() is { } body
            && features.Get<IConnectionTransportFeature>() is { } connection)
        {
            Send(response, body, connection.Transport.Output, new Problem(ProblemKinds.ForStatus(error.StatusCode), error.Message));
        }
    }

    private static void Send(IHttpResponseFeature response, IHttpResponseBodyFeature body, PipeWriter output, Problem problem)
    {
        var bytes = ProblemWriter.Serialize(problem, instance: null);
        response.Headers.ContentType = ProblemWriter.ContentType;
        response.Headers.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Connection = "close";
        // No request was read, so the response has no body writer yet; only its headers can be started. Both steps fill a buffer and end at once.
        if (body.StartAsync().IsCompletedSuccessfully)
            output.Write(bytes);
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    public void Dispose() => _subscription?.Dispose();
}
