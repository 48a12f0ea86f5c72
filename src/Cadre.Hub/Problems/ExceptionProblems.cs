using System.Text.Json;
using Cadre.Hub.Access;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cadre.Hub.Problems;

/// <summary>What an exception means to the caller.</summary>
internal static class ExceptionProblems
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <summary>The problem that an exception of the hub's own parts stands for; <c>null</c> for one that nobody foresaw.</summary>
    public static Problem? Foreseen(Exception exception) => exception switch
    {
        ProblemException e => e.Problem,
        WorkspaceUnavailableException e => new Problem(e.Code, e.Message) { RetryAfter = SoonAgain },
        LogUnavailableException e => new Problem(ProblemKinds.StoreUnavailable, e.Message)
        {
            RetryAfter = StoreRetry,
            Extras = json => json.WriteString("reason"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(e.Reason.ToString())),
        },
        TokenStoreException e => new Problem(ProblemKinds.StoreUnavailable, e.Message) { RetryAfter = StoreRetry },
        _ => null,
    };

    public static Problem Of(HttpContext context, Exception exception) => Foreseen(exception) ?? exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            BodyProblems.TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0, context.Request.ContentLength),
        BadHttpRequestException e => new Problem(ProblemKinds.ForStatus(e.StatusCode), e.Message),
        // The text of an unforeseen exception may hold anything; it goes to the log, not to the caller.
        _ => new Problem(ProblemKinds.InternalError, $"This is a fault of the hub. Its log tells more under the trace id {context.TraceIdentifier}.")
        {
            Extras = json => json.WriteString("traceId"u8, context.TraceIdentifier),
        },
    };
}
