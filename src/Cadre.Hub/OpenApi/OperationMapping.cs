using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cadre.Hub.OpenApi;

/// <summary>Maps operations to routes.</summary>
internal static class OperationMapping
{
    public static void MapOperation(this IEndpointRouteBuilder routes, Operation operation, RequestDelegate handler)
    {
        string[] methods = operation.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [operation.Method];
        // The API description finds an endpoint by its method's metadata; request delegates do not bring it themselves.
        routes.MapMethods(operation.Pattern, methods, handler).WithMetadata(operation, handler.Method).WithName(operation.Id);
    }
}
