using System.Net.Http.Json;
using Cadre.Query;

namespace Guide;

public sealed class FirstMinutes : GuideTest
{
    private readonly List<string> _screen = [];

    [Fact]
    public Task First_five_minutes() => Play(async () =>
    {
        var api = Api;
        var client = Client;

        #region declare
        var ada = new QueryDefinition<Agent>(["agents", "detail", "ada"], context => api.GetAsync("ada", context.CancellationToken))
        {
            StaleTime = TimeSpan.FromSeconds(30),
        };
        #endregion

        #region fetch
        Agent fetched = await client.FetchAsync(ada);   // asks the server
        Agent cached = await client.FetchAsync(ada);    // fresh for 30 seconds: does not
        #endregion

        Api.Calls.ShouldBe(["get ada"]);
        cached.ShouldBeSameAs(fetched);

        #region observe
        using var observer = client.Observe(ada);
        Render(observer.CurrentResult);
        using var subscription = observer.Subscribe(Render);

        void Render(QueryResult<Agent> result) => Print(result switch
        {
            { HasData: true, IsFetching: true } => $"{result.Data!.Name} …",
            { HasData: true } => result.Data!.Name,
            { IsError: true } => $"Failed: {result.Error.Message}",
            _ => "Loading",
        });
        #endregion

        #region write
        client.UpdateData(ada, agent => agent with { Name = "Ada L." });    // every observer shows it now
        await client.InvalidateAsync(ada);                                  // stale: whoever is watched is fetched again
        #endregion

        _screen.ShouldBe(["Ada", "Ada L.", "Ada L.", "Ada L. …", "Ada"]);
        client.TryGetData(ada, out var data).ShouldBeTrue();
        data!.Name.ShouldBe("Ada");
    });

    [Fact]
    public async Task Whole_program()
    {
        using var http = new HttpClient(new OneAgent()) { BaseAddress = new Uri("http://fleet.example") };
        var Console = new StringWriter();

        #region program
        using var client = new QueryClient();
        var ada = new QueryDefinition<Agent>(["agents", "detail", "ada"], async context =>
            await http.GetFromJsonAsync<Agent>("agents/ada", context.CancellationToken) ?? throw new NoDataException());

        using var observer = client.Observe(ada);
        await foreach (var result in observer.ResultsAsync())
        {
            Console.WriteLine(result.Data?.Name ?? result.Status.ToString());
            if (result.IsSuccess) break;
        }
        #endregion

        var printed = Console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        printed[^1].ShouldBe("Ada");
        printed[..^1].ShouldAllBe(line => line == "Pending");
    }

    private void Print(string line) => _screen.Add(line);

    private sealed class OneAgent : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = JsonContent.Create(new Agent("ada", "Ada", "running", 1)) });
    }
}
