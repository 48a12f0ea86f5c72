using Cadre.Streams.Torture;

namespace Cadre.Streams.Tests.Logs.Sqlite;

public sealed class SqliteKillTests(ITestOutputHelper output)
{
    /// <summary>For more rounds: <c>dotnet run --project tests/Cadre.Streams.Torture -- rounds 100</c>.</summary>
    [Fact]
    public async Task Kill_at_random_moments_loses_nothing_acknowledged_and_doubles_nothing()
    {
        using var folder = new TempFolder();

        var acknowledged = await new TortureRounds(folder.Path, writers: 16, seed: Environment.TickCount, output.WriteLine)
            .RunAsync(rounds: 5).Within("the rounds", TimeSpan.FromMinutes(3));

        acknowledged.ShouldBeGreaterThan(16);
    }
}
