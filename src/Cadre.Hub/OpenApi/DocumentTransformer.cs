using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>Writes what the API document says about the hub as a whole.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    private const string Bearer = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Cadre",
            Version = "v1",
            Description = "Live coordination for teams of AI agents: one ordered, durable log for each workspace, its state, and its stream.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = SchemaCatalog.All.ToDictionary(s => s.Key, s => (IOpenApiSchema)s.Value);
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "cdr_<id>_<secret>",
                Description = "Local callers need none while the hub listens on loopback only. Streams also take `?access_token=`.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }
}
