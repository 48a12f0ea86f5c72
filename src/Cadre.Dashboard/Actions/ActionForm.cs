using System.Collections.Immutable;
using System.Globalization;
using Cadre.Fleet;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Actions;

/// <summary>The fields of a form.</summary>
internal sealed class ActionForm(IFormCollection fields)
{
    public AgentId Agent(string name = "agent") =>
        AgentId.TryParse(Text(name), out var id, out var error) ? id : throw new ActionFormException($"The field {name} is '{Text(name)}'. {error}");

    public IReadOnlyList<AgentId> Agents(string name = "agent") =>
        [.. fields[name].Select(value => AgentId.TryParse(value, out var id, out var error) ? id : throw new ActionFormException($"The field {name} holds '{value}'. {error}"))];

    public TaskId Task(string name = "task") =>
        NumberOf(Text(name)) ?? throw new ActionFormException($"The field {name} is '{Text(name)}'; expected the number of a task, such as 17.");

    public ImmutableArray<TaskId> Tasks(string name)
    {
        var words = Need(name).Split([' ', ',', ';', '#'], StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<TaskId> ids = [.. words.Select(word => NumberOf(word) ?? throw new ActionFormException($"The field {name} holds '{word}'; expected numbers of tasks, such as 17 21.")).Distinct()];
        return ids.IsEmpty ? throw new ActionFormException($"The field {name} names no task; expected numbers of tasks, such as 17 21.") : ids;
    }

    public string? Text(string name) => fields[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string Need(string name) => Text(name) ?? throw new ActionFormException($"The field {name} is missing.");

    private static TaskId? NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && new TaskId(number) is { IsValid: true } id ? id : null;
}
