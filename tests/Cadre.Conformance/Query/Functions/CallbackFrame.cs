namespace Cadre.Conformance.Query;

/// <summary>What a callback of a mutation was called with, and what its steps remember.</summary>
internal sealed record CallbackFrame
{
    public object? Variables { get; init; } = Nothing.Value;

    public object? Data { get; init; } = Nothing.Value;

    public object? Context { get; init; } = Nothing.Value;

    public Exception? Error { get; init; }

    /// <summary>What its snapshot steps kept; a callback without a return value answers it.</summary>
    public Dictionary<string, object?>? Snapshots { get; set; }

    /// <summary>A value of the scenario with "$vars", "$data" and "$ctx" (and "$vars.member") replaced.</summary>
    public object? Fill(object? value) => value switch
    {
        string text when text.StartsWith('$') => Filled(text),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Fill(member.Value), StringComparer.Ordinal),
        IReadOnlyList<object?> items => items.Select(Fill).ToList(),
        _ => value,
    };

    private object? Filled(string text)
    {
        var path = text[1..].Split('.');
        var root = path[0] switch
        {
            "vars" => Variables,
            "data" => Data,
            "ctx" => Context,
            _ => text,
        };
        return path.Skip(1).Aggregate(root, static (value, name) => Script.IsNothing(value) ? Nothing.Value : Script.Member(value, name));
    }
}
