using System.Globalization;

namespace Cadre.Hub.Tests.Fuzz;

/// <summary>A bounded run of random attempts that can be repeated from its seed.</summary>
/// <remarks><c>CADRE_FUZZ_SEED</c> repeats a run; <c>CADRE_FUZZ_SECONDS</c> makes it longer than its two seconds.</remarks>
internal static class FuzzRun
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    /// <summary>Makes attempts until the time is over; a failure names the seed and what was sent.</summary>
    public static async Task RunAsync(Func<Random, Task> attempt)
    {
        var seed = Number("CADRE_FUZZ_SEED") ?? Random.Shared.Next();
        var random = new Random(seed);
        var duration = Number("CADRE_FUZZ_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : Usual;
        var begin = TimeProvider.System.GetTimestamp();
        var attempts = 0;
        try
        {
            while (TimeProvider.System.GetElapsedTime(begin) < duration)
            {
                await attempt(random);
                attempts++;
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Attempt {attempts} of seed {seed} failed; repeat it with CADRE_FUZZ_SEED={seed}: {e.Message}", e);
        }

        attempts.ShouldBeGreaterThan(10, "the run proved nothing");
        TestContext.Current.TestOutputHelper?.WriteLine($"{attempts} attempts, seed {seed}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
