using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Guide;

#region http-client
/// <summary>The server's API, one method an endpoint. Knows HTTP and JSON; knows nothing of caching.</summary>
public sealed partial class FleetApi(HttpClient http) : IFleetApi
{
    public Task<AgentPage> ListAsync(AgentFilter filter, CancellationToken cancellationToken) =>
        GetAsync($"agents?status={filter.Status}&page={filter.Page}", FleetJson.Default.AgentPage, cancellationToken);

    public Task<Agent> GetAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"agents/{Uri.EscapeDataString(id)}", FleetJson.Default.Agent, cancellationToken);

    public async Task<Agent> RenameAsync(Rename rename, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync($"agents/{Uri.EscapeDataString(rename.Id)}", rename, FleetJson.Default.Rename, cancellationToken);
        return await ReadAsync(response, FleetJson.Default.Agent, cancellationToken);
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(path, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    /// <summary>The one place where an answer that is no success becomes an exception.</summary>
    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new ApiException(response.StatusCode, "The answer is empty.");
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync(FleetJson.Default.Problem, cancellationToken)
            : null;
        throw new ApiException(response.StatusCode, problem?.Detail ?? problem?.Title ?? $"The server answered {(int)response.StatusCode}.");
    }
}
#endregion

public sealed partial class FleetApi
{
    public Task<IReadOnlyList<WorkItem>> TasksOfAsync(string agentId, CancellationToken cancellationToken) =>
        GetAsync($"agents/{Uri.EscapeDataString(agentId)}/tasks", FleetJson.Default.IReadOnlyListWorkItem, cancellationToken);

    public Task<Job> GetJobAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"jobs/{Uri.EscapeDataString(id)}", FleetJson.Default.Job, cancellationToken);

    public Task<Statistics> StatisticsAsync(CancellationToken cancellationToken) => GetAsync("statistics", FleetJson.Default.Statistics, cancellationToken);

    public Task<ActivityPage> ActivityAsync(int? before, CancellationToken cancellationToken) =>
        GetAsync($"activity?before={before}", FleetJson.Default.ActivityPage, cancellationToken);
}

#region http-errors
public sealed class ApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}

public sealed record Problem(string? Title, string? Detail);

[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(AgentPage))]
[JsonSerializable(typeof(IReadOnlyList<WorkItem>))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Statistics))]
[JsonSerializable(typeof(ActivityPage))]
[JsonSerializable(typeof(Rename))]
[JsonSerializable(typeof(Problem))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
public sealed partial class FleetJson : JsonSerializerContext;
#endregion

#region http-auth
public sealed class TokenHandler(Func<CancellationToken, ValueTask<string>> token) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
#endregion
