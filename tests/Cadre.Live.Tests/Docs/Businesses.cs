using System.Text.Json.Serialization;
using Cadre.Live;
using Cadre.Query;

namespace Guide.Live;

public sealed record Business(string Id, string Name, string Status, long Version);

public sealed record BusinessId(string Id);

public sealed record JobProgress(string JobId, double Progress);

public sealed record Job(string Id, double Progress);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Business))]
[JsonSerializable(typeof(BusinessId))]
[JsonSerializable(typeof(JobProgress))]
public sealed partial class LeadsJson : JsonSerializerContext;

/// <summary>The queries that the table of the guide writes to.</summary>
public static class LeadsTable
{
    public static QueryDefinition<Business> Detail(string id) => new(["businesses", "detail", id]) { Version = business => business.Version };

    public static QueryDefinition<Job> Job(string id) => new(["jobs", id]);

    #region table
    public static BridgeTable Create() => new BridgeTable()
        .On("business:created", LeadsJson.Default.Business, on => on
            .Set(business => Detail(business.Id), business => business)
            .Invalidate(["businesses", "list"]))
        .On("business:updated", LeadsJson.Default.Business, on => on
            .Set(business => Detail(business.Id), business => business)
            .PatchAll<IReadOnlyList<Business>>(["businesses", "list"], (list, business) => [.. list.Select(old => old.Id == business.Id ? business : old)]))
        .On("business:deleted", LeadsJson.Default.BusinessId, on => on
            .Remove(gone => ["businesses", "detail", gone.Id])
            .PatchAll<IReadOnlyList<Business>>(["businesses", "list"], (list, gone) => [.. list.Where(old => old.Id != gone.Id)]))
        .On("scraping:progress", LeadsJson.Default.JobProgress, on => on
            .Patch(e => Job(e.JobId), (job, e) => job with { Progress = e.Progress }))
        .On("stats:updated", on => on.Invalidate(["stats"]))
        .Ignore("hello");
    #endregion
}
