using Microsoft.AspNetCore.Http;

namespace Cadre.Pages;

/// <summary>Sends assets. Their names follow from their content, so browsers keep them for good.</summary>
internal sealed class AssetEndpoint(AssetCatalog assets)
{
    public async Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        if (assets.Find((string?)context.Request.RouteValues["path"] ?? "") is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = asset.ContentType;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept-Encoding";
        var body = asset.Plain;
        if (asset.Brotli is { } brotli && context.Request.GetTypedHeaders().AcceptEncoding.Any(static coding => coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && coding.Quality != 0))
        {
            response.Headers.ContentEncoding = "br";
            body = brotli;
        }
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
