namespace Cadre.Hub.Problems;

/// <summary>Ends a request with a problem; what runs the endpoints turns it into the answer.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
