using System.Collections.Frozen;

namespace Cadre.Hub.Problems;

/// <summary>Every problem a caller can meet: its code, status and title.</summary>
internal static class ProblemKinds
{
    public const string BadRequest = "bad-request";
    public const string MalformedJson = "malformed-json";
    public const string BadCursor = "bad-cursor";
    public const string BadQuery = "bad-query";
    public const string BadHeader = "bad-header";
    public const string BadTime = "bad-time";
    public const string TokenRequired = "token-required";
    public const string TokenInvalid = "token-invalid";
    public const string CodeInvalid = "code-invalid";
    public const string Forbidden = "forbidden";
    public const string ForeignOrigin = "foreign-origin";
    public const string ForeignHost = "foreign-host";
    public const string NotFound = "not-found";
    public const string UnknownRoute = "unknown-route";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotAcceptable = "not-acceptable";
    public const string RequestTimeout = "request-timeout";
    public const string AlreadyExists = "already-exists";
    public const string Conflict = "conflict";
    public const string LimitReached = "limit-reached";
    public const string LengthRequired = "length-required";
    public const string VersionMismatch = "version-mismatch";
    public const string BodyTooLarge = "body-too-large";
    public const string UriTooLong = "uri-too-long";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string InvalidValue = "invalid-value";
    public const string UnknownMember = "unknown-member";
    public const string IdempotencyMismatch = "idempotency-mismatch";
    public const string InvalidTransition = "invalid-transition";
    public const string NoSession = "no-session";
    public const string UpgradeRequired = "upgrade-required";
    public const string RateLimited = "rate-limited";
    public const string HeadersTooLarge = "headers-too-large";
    public const string InternalError = "internal-error";
    public const string StoreUnavailable = "store-unavailable";
    public const string ShuttingDown = "shutting-down";
    public const string Overloaded = "overloaded";
    public const string NotReady = "not-ready";

    private static readonly FrozenDictionary<string, (int Status, string Title)> Known = new Dictionary<string, (int, string)>
    {
        [BadRequest] = (400, "The request is not valid HTTP"),
        [MalformedJson] = (400, "The body is not valid JSON"),
        [BadCursor] = (400, "The cursor cannot be read"),
        [BadQuery] = (400, "A query parameter is wrong"),
        [BadHeader] = (400, "A header is wrong"),
        [BadTime] = (400, "The time cannot be read"),
        [TokenRequired] = (401, "A token is required"),
        [TokenInvalid] = (401, "The token is not valid"),
        [CodeInvalid] = (401, "The sign-in code is not valid"),
        [Forbidden] = (403, "The token does not allow this"),
        [ForeignOrigin] = (403, "Requests from other sites are not trusted"),
        [ForeignHost] = (403, "Requests for other hosts are not trusted"),
        [NotFound] = (404, "Not found"),
        [UnknownRoute] = (404, "No such address"),
        [MethodNotAllowed] = (405, "The method is not allowed here"),
        [NotAcceptable] = (406, "No acceptable form of the answer exists"),
        [RequestTimeout] = (408, "The request took too long to arrive"),
        [AlreadyExists] = (409, "It exists already"),
        [Conflict] = (409, "The request conflicts with the current state"),
        [LimitReached] = (409, "A limit is reached"),
        [LengthRequired] = (411, "The length of the body is required"),
        [VersionMismatch] = (412, "The version has changed"),
        [BodyTooLarge] = (413, "The body is too large"),
        [UriTooLong] = (414, "The request line is too long"),
        [UnsupportedMediaType] = (415, "The media type is not supported"),
        [InvalidValue] = (422, "A value is not valid"),
        [UnknownMember] = (422, "A member is not known"),
        [IdempotencyMismatch] = (422, "The idempotency key was used for another request"),
        [InvalidTransition] = (422, "The change is not possible from the current state"),
        [NoSession] = (422, "There is no session"),
        [UpgradeRequired] = (426, "A WebSocket upgrade is required"),
        [RateLimited] = (429, "Too many requests"),
        [HeadersTooLarge] = (431, "The request headers are too large"),
        [InternalError] = (500, "The hub failed"),
        [StoreUnavailable] = (503, "The store cannot be used"),
        [ShuttingDown] = (503, "The hub is shutting down"),
        [Overloaded] = (503, "The hub is overloaded"),
        [NotReady] = (503, "The hub is not ready"),
    }.ToFrozenDictionary();

    public static IEnumerable<string> All => Known.Keys;

    public static int StatusOf(string code) => Of(code).Status;

    public static string TitleOf(string code) => Of(code).Title;

    /// <summary>The code for a status that a layer below the hub answered with.</summary>
    public static string ForStatus(int status) => status switch
    {
        400 => BadRequest,
        404 => UnknownRoute,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        408 => RequestTimeout,
        411 => LengthRequired,
        413 => BodyTooLarge,
        414 => UriTooLong,
        415 => UnsupportedMediaType,
        426 => UpgradeRequired,
        431 => HeadersTooLarge,
        >= 400 and < 500 => BadRequest,
        _ => InternalError,
    };

    private static (int Status, string Title) Of(string code) =>
        Known.TryGetValue(code, out var known) ? known : throw new ArgumentException($"'{code}' is not a problem code.", nameof(code));
}
