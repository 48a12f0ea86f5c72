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
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && new TaskId(number) is { IsValid: true } id
            ? id
            : throw new ActionFormException($"The field {name} is '{Text(name)}'; expected the number of a task, such as 17.");

    public string? Text(string name) => fields[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string Need(string name) => Text(name) ?? throw new ActionFormException($"The field {name} is missing.");
}
