using System.Text.Json;

namespace Cadre.Bench.Reporting;

/// <summary>One measured quantity of one server, with its value in every round.</summary>
internal sealed record Cell(string Suite, string Measure, string Server, string Unit, List<double> Rounds)
{
    public double Median
    {
        get
        {
            var sorted = Rounds.Order().ToArray();
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }
}

/// <summary>All that was measured in this run.</summary>
internal sealed class Report
{
    private readonly List<Cell> _cells = [];

    public IReadOnlyList<Cell> Cells => _cells;

    public void Record(string suite, string measure, string server, double value, string unit)
    {
        var cell = _cells.Find(c => c.Suite == suite && c.Measure == measure && c.Server == server);
        if (cell is null) _cells.Add(cell = new Cell(suite, measure, server, unit, []));
        cell.Rounds.Add(value);
    }

    /// <summary>The median over the rounds, or null when it was not measured.</summary>
    public double? Median(string suite, string measure, string server) =>
        _cells.Find(c => c.Suite == suite && c.Measure == measure && c.Server == server)?.Median;

    public void Print(string suite)
    {
        var cells = _cells.Where(cell => cell.Suite == suite).ToList();
        if (cells.Count == 0) return;
        var (measureWidth, serverWidth) = (cells.Max(c => c.Measure.Length), cells.Max(c => c.Server.Length));
        Console.WriteLine();
        Console.WriteLine(suite);
        foreach (var group in cells.GroupBy(cell => cell.Measure))
        {
            foreach (var cell in group)
            {
                var rounds = cell.Rounds.Count > 1 ? $"   rounds: {string.Join("  ", cell.Rounds.Select(Format))}" : "";
                Console.WriteLine($"  {cell.Measure.PadRight(measureWidth)}  {cell.Server.PadRight(serverWidth)}  {Format(cell.Median),10} {cell.Unit,-4}{rounds}");
            }
        }
    }

    public void WriteJson(string file, IReadOnlyList<GateResult> gates)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("machine", Machine.Description);
        json.WriteStartArray("cells");
        foreach (var cell in _cells)
        {
            json.WriteStartObject();
            json.WriteString("suite", cell.Suite);
            json.WriteString("measure", cell.Measure);
            json.WriteString("server", cell.Server);
            json.WriteString("unit", cell.Unit);
            json.WriteNumber("median", cell.Median);
            json.WriteStartArray("rounds");
            foreach (var round in cell.Rounds) json.WriteNumberValue(round);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("gates");
        foreach (var gate in gates)
        {
            json.WriteStartObject();
            json.WriteString("gate", gate.Gate);
            json.WriteString("measured", gate.Measured);
            json.WriteString("verdict", gate.Verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string Format(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0"),
        >= 100 => value.ToString("F0"),
        >= 10 => value.ToString("F1"),
        _ => value.ToString("F2"),
    };
}
