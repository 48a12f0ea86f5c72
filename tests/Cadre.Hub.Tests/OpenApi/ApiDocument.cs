using System.Globalization;
using System.Text.Json;

namespace Cadre.Hub.Tests.OpenApi;

/// <summary>The API document of a hub, asked what an operation may answer.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] ShownHeaders = ["Cadre-Cursor", "ETag"];

    private readonly JsonElement _document;
    private readonly SchemaChecker _checker;

    private ApiDocument(JsonElement document) => (_document, _checker) = (document, new SchemaChecker(document));

    public IEnumerable<(string Path, string Method, JsonElement Operation)> Operations =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        select (path.Name, method.Name.ToUpperInvariant(), method.Value);

    public static async Task<ApiDocument> OfAsync(TestHub hub) => new((await hub.GetAsync("/openapi/v1.json")).ShouldBeOk());

    public JsonElement Operation(string id) => Operations.Single(o => o.Operation.GetProperty("operationId").GetString() == id).Operation;

    /// <summary>Checks that the document foresees the answer, status, media type and form.</summary>
    public void ShouldForesee(string operationId, Reply reply)
    {
        var status = ((int)reply.Status).ToString(CultureInfo.InvariantCulture);
        Operation(operationId).GetProperty("responses").TryGetProperty(status, out var response).ShouldBeTrue($"{operationId} does not foresee {status}: {reply.Body}");
        if ((int)reply.Status < 300)
        {
            foreach (var header in ShownHeaders)
                reply.Headers.Contains(header).ShouldBe(Describes(response, header), $"{operationId}: {header}");
        }

        if (reply.MediaType is null)
            return;
        response.GetProperty("content").TryGetProperty(reply.MediaType, out var content).ShouldBeTrue($"{operationId} does not foresee {reply.MediaType}");
        _checker.Check(reply.Json, content.GetProperty("schema")).ShouldBeEmpty($"{operationId} answered {reply.Body}");
    }

    private static bool Describes(JsonElement response, string header) =>
        response.TryGetProperty("headers", out var headers) && headers.TryGetProperty(header, out _);
}
