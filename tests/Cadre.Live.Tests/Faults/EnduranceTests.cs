using System.Globalization;

namespace Cadre.Live.Tests.Faults;

/// <summary>Random, with printed seeds. <c>CADRE_LIVE_SEED</c> runs one of them again, <c>CADRE_LIVE_MINUTES</c> goes on for as long.</summary>
public sealed class EnduranceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_the_network_does_all_clients_end_with_the_state_of_the_hub_and_none_goes_back()
    {
        var seed = Number("CADRE_LIVE_SEED") ?? Environment.TickCount & 0xFFFFFF;
        var minutes = Number("CADRE_LIVE_MINUTES");
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            output.WriteLine($"CADRE_LIVE_SEED={seed}");
            if (minutes is not null) await Console.Out.WriteLineAsync($"CADRE_LIVE_SEED={seed}");
            await using var run = new Endurance(seed, clients: 20, TimeSpan.FromSeconds(minutes is null ? 30 : 45), output.WriteLine);
            await run.RunAsync();
            seed++;
        }
        while (TimeProvider.System.GetElapsedTime(began).TotalMinutes < minutes);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
