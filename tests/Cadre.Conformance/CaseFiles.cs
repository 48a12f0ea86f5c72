using System.Text.Json;

namespace Cadre.Conformance;

/// <summary>Checks one case.</summary>
/// <returns>Null when it passed, else the first difference.</returns>
internal delegate string? CheckCase(JsonElement testCase);

/// <summary>Files of cases, one JSON object a line.</summary>
internal static class CaseFiles
{
    public static RunCases Runner(CheckCase check) => (files, output) =>
    {
        var (passed, failed) = (0, 0);
        foreach (var file in files)
        {
            foreach (var (id, difference) in Results(file, check))
            {
                if (difference is null)
                {
                    passed++;
                    continue;
                }
                failed++;
                output.WriteLine($"FAIL {id}: {difference}");
            }
        }
        return (passed, failed);
    };

    /// <summary>The result of each case; what cannot be read is a failed case, so that it cannot be overlooked.</summary>
    public static IEnumerable<(string Id, string? Difference)> Results(string file, CheckCase check)
    {
        if (!File.Exists(file))
        {
            yield return (file, "the file does not exist");
            yield break;
        }
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Result($"{file}:{number}", line, check);
        }
    }

    private static (string Id, string? Difference) Result(string place, string line, CheckCase check)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) return (place, "the line is not a JSON object");
            var id = root.TryGetProperty("id", out var named) ? $"{named}" : place;
            return (root.TryGetProperty("title", out var title) ? $"{id} ({title})" : id, check(root));
        }
        catch (JsonException e)
        {
            return (place, $"the line is not JSON: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return (place, $"the case is not of the expected form: {e.Message}");
        }
    }
}
