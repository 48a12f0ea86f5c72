using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Hub.Tests.OpenApi;

/// <summary>Every change of the API shows as a change of <c>openapi.v1.json</c>. To accept one: <c>CADRE_ACCEPT_OPENAPI=1</c> and run this test.</summary>
public sealed class OpenApiSnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Document_is_the_accepted_one()
    {
        await using var hub = await TestHub.StartAsync(o => o.Template = "empty");
        var served = (await hub.GetAsync("/openapi/v1.json")).ShouldBeOk();
        var document = JsonNode.Parse(served.GetRawText())!.ToJsonString(Indented) + "\n";
        var file = SnapshotFile();

        if (Environment.GetEnvironmentVariable("CADRE_ACCEPT_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, document, TestContext.Current.CancellationToken);

        File.Exists(file).ShouldBeTrue($"{file} is missing; run this test with CADRE_ACCEPT_OPENAPI=1 to make it.");
        var accepted = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        FirstDifference(accepted, document).ShouldBeNull("The API differs from openapi.v1.json. If that is meant, run this test with CADRE_ACCEPT_OPENAPI=1 and commit the file.");
    }

    private static string? FirstDifference(string accepted, string served)
    {
        var (before, now) = (accepted.ReplaceLineEndings("\n").Split('\n'), served.Split('\n'));
        for (var i = 0; i < Math.Max(before.Length, now.Length); i++)
        {
            var (a, b) = (before.ElementAtOrDefault(i), now.ElementAtOrDefault(i));
            if (a != b)
                return $"line {i + 1}: accepted '{a?.Trim()}', served '{b?.Trim()}'";
        }

        return null;
    }

    private static string SnapshotFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "openapi.v1.json");
}
