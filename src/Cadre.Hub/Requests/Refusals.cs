using Cadre.Fleet;
using Cadre.Hub.Problems;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>Refused commands as answers, so that a refusal can be recorded with its idempotency key like any other answer.</summary>
internal static class Refusals
{
    public static Reply Of(FleetProblem refusal, HttpRequest request)
    {
        var problem = Problem.From(refusal);
        return new Reply(problem.Status, ProblemWriter.Serialize(problem, ProblemWriter.InstanceOf(request))) { ContentType = ProblemWriter.ContentType };
    }
}
