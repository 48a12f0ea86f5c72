using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Problems;

/// <summary>Answers requests whose address exists but not for their method; routing has set <c>Allow</c>.</summary>
internal static class MethodAnswers
{
    public static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        List<string> allowed = [.. response.Headers.Allow.SelectMany(a => (a ?? "").Split(',', StringSplitOptions.TrimEntries)), HttpMethods.Options];
        response.Headers.Allow = string.Join(", ", allowed);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return ProblemWriter.WriteAsync(context, new Problem(
            ProblemKinds.MethodNotAllowed, $"{context.Request.Method} is not possible here; {string.Join(", ", allowed)} are.")
        {
            Value = context.Request.Method,
            Allowed = allowed,
        });
    }
}
