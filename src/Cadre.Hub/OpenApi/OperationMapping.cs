using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cadre.Hub.OpenApi;

/// <summary>Maps operations to routes.</summary>
internal static class OperationMapping
{
    public static void MapOperation(this IEndpointRouteBuilder routes, Operation operation, RequestDelegate handler)
    {
        // Over HTTP/2 a WebSocket is opened by CONNECT.
        string[] methods = operation.Method != HttpMethods.Get ? [operation.Method]
            : operation.IsSocket ? [HttpMethods.Get, HttpMethods.Connect]
            : [HttpMethods.Get, HttpMethods.Head];
        var served = operation is { IsStream: true, Produces: { } type } ? WithoutStreamForHead(handler, type) : handler;
        // The API description finds an endpoint by its method's metadata; request delegates do not bring it themselves.
        routes.MapMethods(operation.Pattern, methods, served).WithMetadata(operation, handler.Method).WithName(operation.Id);
    }

    /// <summary>An answer without a body would stay open for ever.</summary>
    private static RequestDelegate WithoutStreamForHead(RequestDelegate handler, string type) => context =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
            return handler(context);
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    };
}
