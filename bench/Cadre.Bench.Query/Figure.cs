using System.Globalization;

namespace Cadre.Bench.Query;

/// <summary>One measured quantity, under the name that the peer uses for it too.</summary>
internal sealed record Figure(string Measure, double Value, string Unit)
{
    public string Json => string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"{{Measure}}","value":{{Value:0.###}},"unit":"{{Unit}}"}""");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Measure,-64} {Value,12:N1} {Unit}");

    /// <summary>What one operation takes and allocates.</summary>
    public static IEnumerable<Figure> Of(string measure, (double Microseconds, double Bytes) cost) =>
        [new(measure, cost.Microseconds * 1_000, "ns"), new($"{measure}: allocated", cost.Bytes, "B")];
}
