using System.Text;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>Serves the API document.</summary>
internal sealed class OpenApiEndpoint([FromKeyedServices(OpenApiEndpoint.DocumentName)] IOpenApiDocumentProvider documents)
{
    public const string DocumentName = "v1";

    private byte[]? _document;

    public static IServiceCollection AddTo(IServiceCollection services)
    {
        services.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = api => api.ActionDescriptor.EndpointMetadata.OfType<Operation>().Any(operation => operation.Method == api.HttpMethod);
            options.AddOperationTransformer<OperationTransformer>();
            options.AddDocumentTransformer<DocumentTransformer>();
        });
        return services.AddSingleton<OpenApiEndpoint>();
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOperation(
        new Operation("getOpenApi", "GET", "/openapi/v1.json", "This document")
        {
            Tag = "API",
            Answers = [Answer.Ok("OpenAPI 3.1.", Shapes.Free("The document."))],
        },
        static context => context.RequestServices.GetRequiredService<OpenApiEndpoint>().ServeAsync(context));

    private async Task ServeAsync(HttpContext context)
    {
        // Two first callers may both build it; they build the same.
        var document = _document ??= await BuildAsync(context.RequestAborted);
        await ReplyWriter.WriteAsync(context, new Reply(StatusCodes.Status200OK, document));
    }

    private async Task<byte[]> BuildAsync(CancellationToken cancellationToken)
    {
        var document = await documents.GetOpenApiDocumentAsync(cancellationToken);
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken));
    }
}
