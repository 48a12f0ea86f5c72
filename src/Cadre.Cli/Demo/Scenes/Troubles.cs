using Cadre.Cli.Demo.Staging;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Deals troubles out like cards: each kind once before any comes again, in varying order.</summary>
internal sealed class Troubles : IScene
{
    private static readonly Func<IScene>[] First = [() => new Question(), () => new Deployment()];

    private static readonly Func<IScene>[] Others =
    [
        () => new Failure(), () => new FullContext(), () => new ClaimClash(), () => new AgentCircle(), () => new TaskCircle(),
        () => new Overload(), () => new LateOutput(), () => new Departure(), () => new RiskyCommand(),
    ];

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        yield return TimeSpan.FromSeconds(2);
        stage.Start(new Silence());
        // Who needs somebody is seen from the beginning.
        var deck = new Queue<Func<IScene>>([.. First, .. stage.Chance.Shuffled(Others)]);
        for (var dealt = 0; ; dealt++)
        {
            if (deck.Count == 0) deck = new(stage.Chance.Shuffled<Func<IScene>>([.. First, .. Others, () => new Silence()]));
            stage.Start(deck.Dequeue()());
            yield return dealt < First.Length ? stage.Chance.Seconds(3, 5) : stage.Chance.Seconds(12, 17);
        }
    }
}
