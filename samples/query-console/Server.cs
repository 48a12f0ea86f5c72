namespace QueryConsole;

internal sealed record Agent(string Id, string Name);
internal sealed record Job(int Percent);
internal sealed record Rename(string Id, string Name);

/// <summary>Stands for a server far away: it takes its time, it changes by itself, and it refuses what it does not like.</summary>
internal sealed class Server
{
    private readonly Dictionary<string, Agent> _agents = new() { ["ada"] = new("ada", "Ada"), ["bob"] = new("bob", "Bob") };
    private int _percent = -25;
    public int Requests { get; private set; }

    public async Task<Agent> GetAgentAsync(string id, CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken);
        return _agents[id];
    }

    public async Task<Job> GetJobAsync(CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken);
        return new Job(_percent += 25);
    }

    public async Task<Agent> RenameAsync(Rename rename, CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken);
        if (rename.Name == "Admin") throw new InvalidOperationException("there is only one Admin");
        return _agents[rename.Id] = new Agent(rename.Id, rename.Name);
    }

    private Task TravelAsync(CancellationToken cancellationToken)
    {
        Requests++;
        return Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
    }
}
