using System.Globalization;

namespace Cadre.Bench.Live;

internal static class Figures
{
    public static void Print(string measure, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measure,-72} {value,12:N1} {unit}"));

    /// <summary>The median of some rounds, after one that does not count.</summary>
    public static async Task<double> MedianAsync(int rounds, Func<Task<TimeSpan>> round)
    {
        await round();
        var times = new List<double>();
        for (var i = 0; i < rounds; i++) times.Add((await round()).TotalMilliseconds);
        times.Sort();
        return times[times.Count / 2];
    }
}
