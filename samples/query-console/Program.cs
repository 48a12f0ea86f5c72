using Cadre.Query;
using QueryConsole;

var server = new Server();
using var client = new QueryClient();

// A query is declared once. The definition is what you hand over wherever the query is meant.
QueryDefinition<Agent> AgentOf(string id) => new(["agents", id], context => server.GetAgentAsync(id, context.CancellationToken))
{
    StaleTime = TimeSpan.FromMinutes(1),
};
Console.WriteLine("Three callers at once share one request, and the next one gets the cached answer:");
var names = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.FetchAsync(AgentOf("ada"), agent => agent.Name)));
await client.FetchAsync(AgentOf("ada"));
Console.WriteLine($"  {string.Join(", ", names)}; requests: {server.Requests}");

Console.WriteLine("A screen follows a query from the moment at which it subscribes:");
using var bob = client.Observe(AgentOf("bob") with { NotifyOn = ResultFields.Status | ResultFields.Data });
using var screen = bob.Subscribe(result => Console.WriteLine($"  bob is {(result.HasData ? result.Data!.Name : "not here yet")}"));
Console.WriteLine($"  bob is {bob.CurrentResult.Status}");
await client.FetchAsync(AgentOf("bob"));

Console.WriteLine("Polling goes on until the job is done, as the query itself decides:");
var job = new QueryDefinition<Job>(["jobs", "nightly"], context => server.GetJobAsync(context.CancellationToken))
{
    RefetchInterval = Setting.Of(query => query.TryGetData(out var data) && data is Job { Percent: 100 } ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50)),
    NotifyOn = ResultFields.Data,
};
using var polling = client.Observe(job);
var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var progress = polling.Subscribe(result =>
{
    Console.WriteLine($"  {result.Data!.Percent} %");
    if (result.Data.Percent == 100) done.SetResult();
});
await done.Task;

// A mutation says what the screen shows while it is under way, and what has changed when it is over.
var rename = new MutationDefinition<Rename, Agent>((rename, context) => server.RenameAsync(rename, context.CancellationToken))
{
    Optimistic = [Layer.On((Rename rename) => AgentOf(rename.Id), (agent, rename) => agent with { Name = rename.Name })],
    OnSettled = async (_, _, rename, _, context) => await context.Client.InvalidateAsync(AgentOf(rename.Id)),
};

Console.WriteLine("An optimistic change is on the screen before the server has answered:");
var renaming = client.MutateAsync(rename, new Rename("bob", "Robert"));
Console.WriteLine("  (the server has not answered yet)");
await renaming;

Console.WriteLine("If the server refuses, what it said before is there again:");
try
{
    await client.MutateAsync(rename, new Rename("bob", "Admin"));
}
catch (InvalidOperationException refusal)
{
    Console.WriteLine($"  refused: {refusal.Message}");
}

Console.WriteLine("A push is a fact of the server; any thread may bring it:");
await Task.Run(() => client.Push(AgentOf("bob"), agent => agent with { Name = "Rob" }));
Console.WriteLine($"Requests in all: {server.Requests}");
