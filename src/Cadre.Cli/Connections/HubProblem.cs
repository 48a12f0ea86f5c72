using System.Net;
using System.Text.Json;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.Connections;

/// <summary>Why the hub refused a request or an item: an RFC 9457 problem, or what can be told without one.</summary>
internal sealed record HubProblem(string Code, string Detail)
{
    public string? Pointer { get; init; }

    public string? Value { get; init; }

    /// <summary>What would have been right.</summary>
    public string? Expected { get; init; }

    public string? DidYouMean { get; init; }

    public static HubProblem Read(JsonElement problem)
    {
        if (problem.ValueKind != JsonValueKind.Object)
            return new("unknown", SafeText.OneLine(problem.GetRawText()));
        var code = Text(problem, "code") ?? Text(problem, "error") ?? "unknown";
        return new(code, Text(problem, "detail") ?? Text(problem, "title") ?? code)
        {
            Pointer = Text(problem, "pointer"),
            Value = Text(problem, "value"),
            Expected = Text(problem, "expected") ?? Text(problem, "allowed"),
            DidYouMean = Text(problem, "didYouMean"),
        };
    }

    /// <summary>What can be told from an answer that carries no problem.</summary>
    public static HubProblem Of(HttpResponseMessage response)
    {
        var answered = $"Answered {(int)response.StatusCode} {response.ReasonPhrase}";
        return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
            ? new("not-a-hub", $"{answered} without a reason; is this a Cadre hub?")
            : new("no-reason", $"{answered}.");
    }

    /// <summary>The detail, and behind it whichever of place, value and remedy the detail does not mention yet.</summary>
    public override string ToString()
    {
        var text = Detail.TrimEnd();
        Add(Pointer, "at {0}");
        Add(Value, "value {0}");
        Add(Expected, "expected {0}");
        Add(DidYouMean, "did you mean {0}?");
        return text;

        void Add(string? part, string phrase)
        {
            if (!string.IsNullOrEmpty(part) && !text.Contains(part, StringComparison.Ordinal))
                text = $"{text} ({string.Format(null, phrase, part)})";
        }
    }

    private static string? Text(JsonElement problem, string member) =>
        !problem.TryGetProperty(member, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => SafeText.OneLine(value.GetString(), 500),
            JsonValueKind.Array => SafeText.OneLine(string.Join(", ", value.EnumerateArray().Select(item => item.ToString())), 500),
            _ => SafeText.OneLine(value.GetRawText()),
        };
}
