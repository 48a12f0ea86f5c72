using Cadre.Query;
using Cadre.Query.Testing;

namespace Guide;

public sealed class ErrorGuide : GuideTest
{
    [Fact]
    public Task Old_data_stays_when_a_refetch_fails() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        await client.FetchAsync(queries.Agent("ada"));
        using var agent = client.Observe(queries.Agent("ada") with { Retry = Retry.Never });
        using var watching = agent.Subscribe(_ => { });
        Api.Failure = new InvalidOperationException("The server is down.");
        await agent.RefetchAsync();

        #region error-result
        var text = agent.CurrentResult switch
        {
            { IsLoadingError: true } result => $"Nothing to show: {result.Error.Message}",
            { IsRefetchError: true } result => $"{result.Data!.Name} (old: {result.Error.Message})",
            { HasData: false, FailureCount: > 0 } result => $"Trying again after {result.FailureReason!.Message}",
            { HasData: false, IsPaused: true } => "Offline",
            { IsPending: true } => "Loading",
            { Data: { } data } => data.Name,
            _ => "",
        };
        #endregion

        text.ShouldBe("Ada (old: The server is down.)");
    });

    [Fact]
    public async Task One_place_hears_of_every_failed_fetch()
    {
        var scheduler = new TestScheduler();
        var log = new List<string>();

        #region error-global
        var options = new QueryClientOptions
        {
            QueryCallbacks = new()
            {
                OnError = (error, query) =>
                {
                    if (query.Meta?.ContainsKey("quiet") != true) log.Add($"{query.Key}: {error.Message}");
                },
            },
        };
        #endregion

        using var client = scheduler.CreateClient(options);
        var loud = new QueryDefinition<string>(["loud"], _ => throw new InvalidOperationException("broken"));
        var quiet = loud with { Key = ["quiet"], Meta = new Dictionary<string, object?> { ["quiet"] = true } };
        await scheduler.RunAsync(() => client.PrefetchAsync(loud));
        await scheduler.RunAsync(() => client.PrefetchAsync(quiet));
        log.ShouldBe(["[\"loud\"]: broken"]);
    }
}
