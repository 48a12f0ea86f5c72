using System.Text.Json;

namespace Cadre.Client;

/// <summary>The hub refused a request, or could not serve it.</summary>
public class HubException : Exception
{
    /// <summary>Says why.</summary>
    public HubException(HubProblem problem) : base(Say(problem)) => Problem = problem;

    /// <summary>Why.</summary>
    public HubProblem Problem { get; }

    /// <summary>Whether the same request may succeed later without anybody changing it.</summary>
    public virtual bool IsPassing => false;

    internal static HubException Of(HubProblem problem) => problem.Status switch
    {
        401 or 403 => new HubAccessException(problem),
        404 => new HubNotFoundException(problem),
        409 => new HubConflictException(problem),
        412 => new HubVersionException(problem),
        408 or 425 or 429 or >= 500 => new HubUnavailableException(problem),
        400 or 422 => new HubInvalidException(problem),
        _ => new HubException(problem),
    };

    private static string Say(HubProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var allowed = problem.Allowed.Length is > 0 and <= 20 ? $" Allowed: {string.Join(", ", problem.Allowed)}." : "";
        return $"{problem.Detail}{allowed}{(problem.DidYouMean is { } near ? $" Did you mean {near}?" : "")}";
    }
}

/// <summary>400 or 422: a value is not right; the problem says which and what would be.</summary>
public sealed class HubInvalidException(HubProblem problem) : HubException(problem);

/// <summary>401 or 403: the token is missing, no longer good, or may not do this.</summary>
public sealed class HubAccessException(HubProblem problem) : HubException(problem);

/// <summary>404: there is no such thing.</summary>
public sealed class HubNotFoundException(HubProblem problem) : HubException(problem);

/// <summary>409: it exists already, or somebody else holds it; <c>holders</c> of the problem's JSON says who and until when.</summary>
public sealed class HubConflictException(HubProblem problem) : HubException(problem);

/// <summary>412: somebody else changed it first.</summary>
public sealed class HubVersionException(HubProblem problem) : HubException(problem)
{
    /// <summary>The version it has now, if the hub said so.</summary>
    public long? CurrentVersion =>
        Problem.Json.ValueKind == JsonValueKind.Object && Problem.Json.TryGetProperty("currentVersion", out var version) && version.TryGetInt64(out var number)
            ? number
            : null;
}

/// <summary>408, 425, 429 or 5xx: the hub cannot now.</summary>
public sealed class HubUnavailableException(HubProblem problem) : HubException(problem)
{
    /// <inheritdoc/>
    public override bool IsPassing => true;
}

/// <summary>What came in is not what the contract says; the message says where.</summary>
public sealed class HubContractException(string message, Exception? inner = null) : Exception(message, inner);
