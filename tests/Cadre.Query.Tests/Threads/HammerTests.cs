using Cadre.Query.Hammer;
using Cadre.TestKit;

namespace Cadre.Query.Tests;

/// <summary>The long form is a program: tests/Cadre.Query.Hammer.</summary>
public sealed class HammerTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    [Fact]
    public Task Hammered_client_stays_right() => HammerAsync(seed: 1);

    [Fact]
    public Task Hammered_client_stays_right_whatever_the_seed() => HammerAsync(Random.Shared.Next(1_000_000));

    private async Task HammerAsync(int seed)
    {
        output.WriteLine($"seed {seed}");

        var rounds = await Task.Run(() => new Hammering(seed, threads: 4, output.WriteLine, isAlone: false).RunAsync(Duration)).Within("the rounds", TimeSpan.FromMinutes(3));

        rounds.ShouldBeGreaterThan(0);
    }
}
