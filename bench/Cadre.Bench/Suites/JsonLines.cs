using System.Diagnostics;
using System.Text.Json;

namespace Cadre.Bench.Suites;

/// <summary>A program that measures by itself and prints a JSON object a line.</summary>
internal static class JsonLines
{
    public static async Task RunAsync(string file, IEnumerable<string> arguments, Action<JsonElement> onLine)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var figure = JsonDocument.Parse(line);
            onLine(figure.RootElement);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }
}
