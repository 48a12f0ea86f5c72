using Cadre.Hub.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>One endpoint: how it is reached, what it takes and gives. Checked on every request and written into the API document.</summary>
/// <param name="Id">Unique; its key in the access table.</param>
/// <param name="Method">The HTTP method; HEAD comes with GET.</param>
/// <param name="Pattern">The route below its group.</param>
/// <param name="Summary">A short sentence.</param>
internal sealed record Operation(string Id, string Method, string Pattern, string Summary)
{
    /// <summary>The heading it stands under in the document.</summary>
    public required string Tag { get; init; }

    /// <summary>What the summary leaves open.</summary>
    public string? Description { get; init; }

    public AccessRule Access { get; } = AccessTable.Of(Id);

    /// <summary>Query and header parameters; those of the route are described too.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What the body holds; <c>null</c> when there is none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>The answers of success.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>The codes of the problems it can answer beyond those that every endpoint can.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The answer stays open: the token may come as <c>?access_token=</c>.</summary>
    public bool IsStream { get; init; }

    /// <summary>The answer bears the cursor it stands at as <c>Cadre-Cursor</c>; whatever is about a workspace does.</summary>
    public bool HasCursor { get; init; } = AccessTable.Of(Id).Scope is WorkspaceScope.Route or WorkspaceScope.Default or WorkspaceScope.Project;

    /// <summary>The answer bears the version of one entity as its <c>ETag</c>.</summary>
    public bool HasETag { get; init; }

    /// <summary>The answer is a WebSocket.</summary>
    public bool IsSocket => IsStream && Produces is null;

    /// <summary>Whether query parameters that are not listed are passed over, as the servers of the seed contracts do.</summary>
    public bool AllowsUnknownQuery { get; init; }

    /// <summary>The media type of the answer of success.</summary>
    public string? Produces => Answers[0].MediaType;

    public bool KnowsQuery(string name) =>
        Parameters.Any(p => p.In == ParameterLocation.Query && p.Name == name) || (IsStream && name == "access_token");
}

/// <summary>A parameter of an operation.</summary>
internal sealed record Parameter(string Name, ParameterLocation In, string Description, IOpenApiSchema Schema, bool Required = false);

/// <summary>The body of a request.</summary>
/// <param name="MediaTypes">The accepted media types.</param>
/// <param name="Schema">The form of the body.</param>
/// <param name="Required">Whether it may be left out.</param>
/// <param name="IsBatch">Whether the limit of batches holds, not that of single bodies.</param>
internal sealed record RequestBody(IReadOnlyList<string> MediaTypes, IOpenApiSchema Schema, bool Required = true, bool IsBatch = false)
{
    /// <summary>A JSON body.</summary>
    public static RequestBody Json(IOpenApiSchema schema, bool required = true) => new(["application/json"], schema, required);
}

/// <summary>An answer of success.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Schema">The form of the body; <c>null</c> when there is none.</param>
/// <param name="MediaType">The media type of the body; <c>null</c> when there is none.</param>
internal sealed record Answer(int Status, string Description, IOpenApiSchema? Schema, string? MediaType = "application/json")
{
    public static Answer Ok(string description, IOpenApiSchema schema) => new(StatusCodes.Status200OK, description, schema);

    public static Answer Created(string description, IOpenApiSchema schema) => new(StatusCodes.Status201Created, description, schema);
}
