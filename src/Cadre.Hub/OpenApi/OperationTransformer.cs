using System.Globalization;
using Cadre.Hub.Access;
using Cadre.Hub.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>Writes an <see cref="Operation"/> into the API document.</summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation target, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var source = context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Single();
        target.OperationId = source.Id;
        target.Summary = source.Summary;
        target.Description = Describe(source);
        target.Tags = new HashSet<OpenApiTagReference> { new(source.Tag, context.Document) };
        target.Parameters = [.. source.Parameters.Select(Parameter)];
        target.RequestBody = source.Body is { } body ? Body(body) : null;
        target.Responses = Responses(source);
        target.Security = source.Access.Role is null ? [] : null;
        return Task.CompletedTask;
    }

    private static string Describe(Operation source)
    {
        var needs = source.Access.Role is { } role ? $"Needs the role `{RoleNames.Of(role)}`." : "Needs no token.";
        return source.Description is { } description ? $"{description}\n\n{needs}" : needs;
    }

    private static OpenApiParameter Parameter(Parameter source) => new()
    {
        Name = source.Name,
        In = source.In,
        Description = source.Description,
        Required = source.Required,
        Schema = source.Schema,
    };

    private static OpenApiRequestBody Body(RequestBody source) => new()
    {
        Required = source.Required,
        Content = source.MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = source.Schema }),
    };

    private static OpenApiResponses Responses(Operation source)
    {
        var responses = new OpenApiResponses();
        foreach (var answer in source.Answers)
        {
            responses[Text(answer.Status)] = new OpenApiResponse
            {
                Description = answer.Description,
                Headers = HeadersOf(source).ToDictionary(),
                Content = answer.MediaType is { } type
                    ? new Dictionary<string, OpenApiMediaType> { [type] = new OpenApiMediaType { Schema = answer.Schema } }
                    : null,
            };
        }

        foreach (var problems in ProblemsOf(source).Distinct().GroupBy(ProblemKinds.StatusOf).OrderBy(g => g.Key))
            responses[Text(problems.Key)] = ProblemResponse(problems.Order(StringComparer.Ordinal));
        return responses;
    }

    private static IEnumerable<KeyValuePair<string, IOpenApiHeader>> HeadersOf(Operation source)
    {
        if (source is { HasCursor: true, IsStream: false })
            yield return Header("Cadre-Cursor", "Where in the log the answer stands.");
        if (source.HasETag)
            yield return Header("ETag", "The version of the entity, in quotes.");
        if (source.Parameters.Contains(CommonParameters.IdempotencyKey))
            yield return Header("Idempotency-Replayed", "`true` when this is the recorded answer to the same key.");
    }

    private static KeyValuePair<string, IOpenApiHeader> Header(string name, string description) =>
        new(name, new OpenApiHeader { Description = description, Schema = Shapes.Text(description) });

    private static IEnumerable<string> ProblemsOf(Operation source)
    {
        IEnumerable<string> codes = source.Problems;
        if (source.Access.Role is not null)
        {
            codes = codes.Concat([
                ProblemKinds.TokenRequired, ProblemKinds.TokenInvalid, ProblemKinds.Forbidden, ProblemKinds.ForeignOrigin, ProblemKinds.ForeignHost,
                ProblemKinds.RateLimited, ProblemKinds.ShuttingDown]);
        }

        if (!source.AllowsUnknownQuery || source.Parameters.Any(p => p.In == ParameterLocation.Query))
            codes = codes.Append(ProblemKinds.BadQuery);
        if (source.Parameters.Contains(CommonParameters.IdempotencyKey))
            codes = codes.Concat([ProblemKinds.BadHeader, ProblemKinds.Overloaded]);
        if (source.Produces is not null)
            codes = codes.Append(ProblemKinds.NotAcceptable);
        if (source.Body is { } body)
        {
            codes = codes.Concat([ProblemKinds.MalformedJson, ProblemKinds.BodyTooLarge, ProblemKinds.UnsupportedMediaType, ProblemKinds.InvalidValue]);
            if (body.Required)
                codes = codes.Append(ProblemKinds.LengthRequired);
        }

        if (source.Access.Scope is WorkspaceScope.Route or WorkspaceScope.Project)
            codes = codes.Append(ProblemKinds.NotFound);
        return codes;
    }

    private static OpenApiResponse ProblemResponse(IEnumerable<string> codes) => new()
    {
        Description = "Problem: " + string.Join(", ", codes.Select(c => $"`{c}`")) + ".",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemWriter.ContentType] = new OpenApiMediaType { Schema = Shapes.Ref("Problem") },
        },
    };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
