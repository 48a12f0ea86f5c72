using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Makes the decisions and problems that the rules answer with.</summary>
internal static class Answers
{
    public static Decision Accept(params ReadOnlySpan<FleetEvent> events) => new Decision.Accepted([.. events]);

    public static Decision Refuse(FleetProblem problem) => new Decision.Refused(problem);

    public static FleetProblem Invalid(string pointer, string value, string expected) =>
        new(ProblemCodes.InvalidValue, $"{pointer} expected {expected}, got {value}.") { Pointer = pointer, Value = value, Expected = expected };

    /// <summary>Callers that wait for an answer are told; feeds go on.</summary>
    public static Decision Unknown(this DecisionContext context, string what, string id, string pointer) => context.Strict
        ? Refuse(new(ProblemCodes.NotFound, $"No {what} has the id '{id}'.") { Pointer = pointer, Value = id })
        : new Decision.Ignored($"unknown {what} '{id}'");

    public static Decision AlreadyExists(string what, string id) =>
        Refuse(new(ProblemCodes.AlreadyExists, $"The {what} '{id}' exists already; change it instead.") { Pointer = "/id", Value = id });

    public static Decision LimitReached(string what, int limit) => Refuse(
        new(ProblemCodes.LimitReached, $"The workspace holds {limit} {what}, which is its limit.") { Expected = $"at most {limit} {what}" });

    public static Decision Stale(string what, string id, long given, long known) =>
        new Decision.Ignored($"stale: the report is of {Stamps.ToIso(given)}, the {what} '{id}' is known as of {Stamps.ToIso(known)}");

    public static FleetProblem? VersionMismatch(this DecisionContext context, string what, string id, long version) =>
        context.ExpectedVersion is { } expected && expected != version
            ? new(ProblemCodes.VersionMismatch, $"The {what} '{id}' is at version {version}, not {expected}; read it again and repeat.")
            {
                Value = Digits(expected),
                Expected = Digits(version),
                Extras = Extra("currentVersion", JsonElement.Parse(Digits(version))),
            }
            : null;

    public static ImmutableSortedDictionary<string, JsonElement> Extra(string name, JsonElement value) =>
        ImmutableSortedDictionary<string, JsonElement>.Empty.Add(name, value);

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
