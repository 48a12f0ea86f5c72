// Follows a fleet: prints it once, then every change as it happens. CADRE_URL, CADRE_WORKSPACE and CADRE_TOKEN say which.
using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Fleet;
using Cadre.Live;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var options = new CadreOptions().FromEnvironment();
if (options.Validate() is { Count: > 0 } problems)
{
    foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
    return 1;
}

await using var store = new FleetStore(options);
var shownConnection = "";
using var connection = store.Stream.Subscribe(state => shownConnection = PrintIfNew(shownConnection, state.Status switch
{
    LiveStatus.Live => $"live: following {options.Workspace} at {options.Url}",
    LiveStatus.Refused => $"refused: {state.Problem?.Detail}",
    LiveStatus.Polling => "no connection; asking every few seconds",
    LiveStatus.Reconnecting when state.NextAttemptAt is { } next => $"no connection; next attempt at {next.ToLocalTime():T}",
    _ => null,
}));
using var agents = store.Client.Observe(store.Queries.Agents());
using var tasks = store.Client.Observe(store.Queries.Tasks());
var shownAgents = ImmutableDictionary<AgentId, string>.Empty;
var shownTasks = ImmutableDictionary<TaskId, string>.Empty;
using var printingAgents = agents.Subscribe(result => shownAgents = PrintChanges("agent", shownAgents, result.Data?.Items ?? [], agent => agent.Id, Say));
using var printingTasks = tasks.Subscribe(result => shownTasks = PrintChanges("task", shownTasks, result.Data?.Items ?? [], task => task.Id, Describe));
store.Connect();

try
{
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
}
catch (OperationCanceledException)
{
    // Ctrl+C.
}
return 0;

static ImmutableDictionary<TId, string> PrintChanges<TId, T>(
    string kind, ImmutableDictionary<TId, string> shown, ImmutableArray<T> items, Func<T, TId> id, Func<T, string> say) where TId : notnull
{
    var now = items.ToImmutableDictionary(id, say);
    foreach (var item in items)
        if (shown.GetValueOrDefault(id(item)) != now[id(item)]) Print($"{kind} {id(item)}: {now[id(item)]}");
    foreach (var gone in shown.Keys.Where(key => !now.ContainsKey(key))) Print($"{kind} {gone}: gone");
    return now;
}

static string Say(Agent agent) => string.Concat(
    agent.Status.ToWireName(),
    agent.CurrentTask is { } task ? $", at #{task.Id} {task.Title}" : "",
    agent.Blocker is { } blocker ? $", waits for {blocker}" : "",
    agent.RiskScore > 0 ? $", risk {agent.RiskScore:0}" : "");

static string Describe(FleetTask task) => string.Concat(
    $"{task.Title} ({task.Status.ToWireName()})",
    task.AgentId is { } agent ? $", {agent}" : "",
    task.BlockedBy.IsEmpty ? "" : $", waits for #{string.Join(", #", task.BlockedBy)}");

// The states of a connection follow each other faster than what they have to say.
static string PrintIfNew(string shown, string? line)
{
    if (line is null || line == shown) return shown;
    Print(line);
    return line;
}

static void Print(string line) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():T}  {line}");
