using Cadre.Fleet;
using Cadre.Hub.Problems;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Requests;

/// <summary>Refused commands as answers, so that a refusal can be recorded with its idempotency key like any other answer.</summary>
internal static class Refusals
{
    /// <param name="refusal">Why the command was refused.</param>
    /// <param name="instance">The path of the request; the request itself may be over when the writer comes to its command.</param>
    public static Reply Of(FleetProblem refusal, string instance)
    {
        var problem = Problem.From(refusal);
        return new Reply(problem.Status, ProblemWriter.Serialize(problem, instance)) { ContentType = ProblemWriter.ContentType };
    }
}
