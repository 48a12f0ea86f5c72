using System.Diagnostics;
using System.Text.RegularExpressions;
using Cadre.Hub.Access;
using Cadre.Hub.Problems;
using Cadre.Hub.Tests.Native;

namespace Cadre.Hub.Tests.Docs;

/// <summary>The examples of <c>docs/api.md</c> are run in their order, and each must answer the status that stands below it.</summary>
public sealed partial class ApiExamplesTests
{
    [Fact]
    public async Task Examples_answer_as_they_say()
    {
        Assert.SkipUnless(IsInstalled("curl"), "The examples use curl, which is not installed here.");
        await using var hub = await NativeHub.StartAsync();
        await hub.AddAgentAsync("before");
        var token = await hub.TokenAsync("viewer", "default");
        var code = hub.Get<SignInCodes>().Create("default", Role.Viewer, "kim")!.Value.Text;
        var examples = Examples().ToList();

        examples.Count.ShouldBeGreaterThan(30);
        foreach (var (command, status) in examples)
        {
            var (answer, error) = await RunAsync(command, hub.Address.GetLeftPart(UriPartial.Authority), await hub.CursorAsync(), token, code);
            answer.ShouldBe(status, $"{command}\n{error}");
        }
    }

    [Fact]
    public void Every_code_is_in_the_table_of_problems()
    {
        var document = Documents.Read("api.md");

        foreach (var code in ProblemKinds.All)
            document.ShouldContain($"`{code}`");
    }

    private static IEnumerable<(string Command, string Status)> Examples() =>
        from Match match in Example().Matches(Documents.Read("api.md"))
        select (match.Groups["command"].Value.Trim(), match.Groups["status"].Value);

    private static async Task<(string Status, string Error)> RunAsync(string command, string hub, string cursor, string token, string code)
    {
        // A stream stays open; its status is there once the headers are.
        var seconds = command.Contains("curl -N", StringComparison.Ordinal) ? 1 : 30;
        var measured = Curl().Replace(command, $"curl -sS --max-time {seconds} -o /dev/null -w '%{{http_code}}' ");
        var start = new ProcessStartInfo("/bin/sh", ["-c", measured]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["HUB"], start.Environment["CURSOR"], start.Environment["TOKEN"], start.Environment["CODE"]) = (hub, cursor, token, code);
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await answer, await error);
    }

    private static bool IsInstalled(string program) =>
        !OperatingSystem.IsWindows() && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex(@"```sh\n(?<command>[^`]*\bcurl\b[^`]*?)\n# (?<status>\d{3})\b")]
    private static partial Regex Example();

    [GeneratedRegex(@"\bcurl\s+")]
    private static partial Regex Curl();
}
