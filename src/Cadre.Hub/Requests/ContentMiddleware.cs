using Cadre.Hub.Limits;
using Cadre.Hub.Hosting;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Cadre.Hub.Requests;

/// <summary>Checks what an operation says about its content: query parameters, acceptable answers, media type and size of the body.</summary>
internal sealed class ContentMiddleware(RequestDelegate next, HubOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation && Check(context, operation) is { } problem)
            return ProblemWriter.WriteAsync(context, problem);
        return next(context);
    }

    private Problem? Check(HttpContext context, Operation operation) =>
        CheckQuery(context.Request, operation) ?? CheckAccept(context.Request, operation) ?? CheckBody(context, operation);

    private static Problem? CheckQuery(HttpRequest request, Operation operation)
    {
        if (!request.QueryString.HasValue || operation.AllowsUnknownQuery)
            return null;
        foreach (var (name, values) in request.Query)
        {
            if (!operation.KnowsQuery(name))
                return QueryProblems.Unknown(name, operation);
            if (values.Count > 1)
                return QueryProblems.Repeated(name, values);
        }

        return null;
    }

    private static Problem? CheckAccept(HttpRequest request, Operation operation)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || operation.Produces is not { } produced || accept == "*/*" || accept == produced)
            return null;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wanted))
        {
            return new Problem(ProblemKinds.BadHeader, "The header Accept is not a list of media types.")
            {
                Pointer = "header:Accept",
                Value = accept.ToString(),
                Expected = produced,
            };
        }

        var answer = new MediaTypeHeaderValue(produced);
        return wanted.Any(w => (w.Quality ?? 1) > 0 && answer.IsSubsetOf(WithoutParameters(w)))
            ? null
            : new Problem(ProblemKinds.NotAcceptable, $"This address answers {produced}, which the header Accept rules out.")
            {
                Pointer = "header:Accept",
                Value = accept.ToString(),
                Allowed = [produced],
            };
    }

    private Problem? CheckBody(HttpContext context, Operation operation)
    {
        if (operation.Body is not { } body)
            return null;

        var limit = body.IsBatch ? options.Limits.BatchBytes : options.Limits.BodyBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        var request = context.Request;
        if (request.ContentLength > limit)
            return BodyProblems.TooLarge(limit, request.ContentLength);
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return BodyProblems.Encoded(encoding.ToString());
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return body.Required && request.ContentLength is null ? BodyProblems.Missing() : CheckMediaType(request, body, isPresent: false);
        return CheckMediaType(request, body, isPresent: true);
    }

    private static Problem? CheckMediaType(HttpRequest request, RequestBody body, bool isPresent)
    {
        if (request.ContentType is null && !isPresent && !body.Required)
            return null;
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && body.MediaTypes.Any(accepted => type.MediaType.Equals(accepted, StringComparison.OrdinalIgnoreCase))
            && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? null
            : BodyProblems.UnsupportedMediaType(request.ContentType, body.MediaTypes);
    }

    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue type) => new(type.MediaType);
}
