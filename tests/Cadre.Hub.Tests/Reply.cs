using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Cadre.Hub.Tests;

/// <summary>An answer, read whole.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Checks that the answer is a well-formed problem of that code, and returns it.</summary>
    public JsonElement ShouldBeProblem(int status, string code)
    {
        ((int)Status).ShouldBe(status, Body);
        MediaType.ShouldBe("application/problem+json", Body);
        Headers.CacheControl?.NoStore.ShouldBe(true);
        var problem = Json;
        problem.GetProperty("code").GetString().ShouldBe(code, Body);
        problem.GetProperty("type").GetString().ShouldBe("https://cadre.dev/problems/" + code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("error").GetString().ShouldBe(status == 404 ? "not found" : code);
        return problem;
    }

    public JsonElement ShouldBeOk(HttpStatusCode status = HttpStatusCode.OK)
    {
        Status.ShouldBe(status, Body);
        MediaType.ShouldBe("application/json");
        Headers.CacheControl?.NoStore.ShouldBe(true);
        return Json;
    }
}
