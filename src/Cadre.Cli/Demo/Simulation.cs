using Cadre.Cli.Demo.Staging;
using Cadre.Cli.Demo.Work;
using Cadre.Client;

namespace Cadre.Cli.Demo;

/// <summary>A fleet that is not real, at work in a workspace of its own. It knows the hub only as every agent does.</summary>
internal sealed class Simulation(HttpClient http, TimeProvider time, int seed = Simulation.DefaultSeed)
{
    public const string Workspace = "demo";
    public const int DefaultSeed = 1815;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var director = await PrepareAsync(cancellationToken);
        await director.RunAsync(cancellationToken);
    }

    /// <summary>Makes the workspace and puts the first scene up.</summary>
    public async Task<Director> PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new HubAdmin(http).CreateWorkspaceAsync(Workspace, cancellationToken: cancellationToken);
        }
        catch (HubConflictException)
        {
            // An earlier run made it.
        }
        var director = new Director(time);
        director.Start(new Opening().Play(new Stage(new HubApi(http, Workspace), director, new Random(seed), cancellationToken)));
        return director;
    }
}
