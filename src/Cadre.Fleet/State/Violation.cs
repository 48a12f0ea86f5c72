namespace Cadre.Fleet;

/// <summary>A rule of the data model that a state breaks.</summary>
/// <param name="Rule">A word for the rule, stable for programs, for example <c>running-without-task</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Subject">What breaks it: <c>agent:x</c>, <c>task:1</c>, <c>activity:0</c>, <c>progress</c> or <c>fleet</c>.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record Violation(string Rule, ViolationSeverity Severity, string Subject, string Message);

/// <summary>How bad a <see cref="Violation"/> is.</summary>
public enum ViolationSeverity
{
    /// <summary>Worth a look; happens in real fleets.</summary>
    Warning,

    /// <summary>The state contradicts itself.</summary>
    Error,
}
