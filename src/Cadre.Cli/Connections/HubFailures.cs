using System.Net;
using System.Text.Json;

namespace Cadre.Cli.Connections;

/// <summary>A request that got no usable answer.</summary>
internal abstract class HubFailureException(string message, string? hint, Exception? inner = null)
    : CliException(message, hint, Cli.ExitCode.Failure, inner)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>How long the hub asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What is wrong, in a few words.</summary>
    public abstract string Reason { get; }
}

/// <summary>No answer, or one that broke off.</summary>
internal sealed class HubUnreachableException(Uri address, string reason, Exception? inner = null)
    : HubFailureException(
        $"No hub answers at {HubAddress.Display(address)}: {reason}.",
        "Start one with `cadre up`, or give its address with --url or CADRE_URL.",
        inner)
{
    public override bool IsTransient => true;

    public override string Reason => reason;
}

/// <summary>An answer that says no.</summary>
internal sealed class HubRefusedException(HttpStatusCode status, HubProblem problem)
    : HubFailureException($"The hub refused ({(int)status} {problem.Code}): {problem}", HintFor(status, problem.Code))
{
    public HttpStatusCode Status => status;

    public HubProblem Problem => problem;

    /// <summary>The whole answer, where it was JSON.</summary>
    public JsonElement Body { get; init; }

    public override bool IsTransient => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout;

    public override string Reason => $"{(int)status} {problem.Code}";

    private static string? HintFor(HttpStatusCode status, string code) => (status, code) switch
    {
        (HttpStatusCode.Unauthorized, _) => "Pass a token with --token or CADRE_TOKEN; `cadre token create` makes one.",
        (_, "not-a-hub") => "Check the address given with --url or CADRE_URL.",
        _ => null,
    };
}
