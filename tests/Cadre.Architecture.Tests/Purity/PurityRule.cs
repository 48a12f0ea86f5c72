namespace Cadre.Architecture.Tests.Purity;

/// <summary>Finds what a pure project may not touch: servers, logging, files, networks, processes, and clocks of its own.</summary>
internal static class PurityRule
{
    private static readonly string[] ForbiddenAssemblies =
        ["Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net", "System.Data", "System.IO.Pipes", "System.IO.FileSystem", "System.Diagnostics.Process"];

    private static readonly string[] ForbiddenNamespaces =
        ["Microsoft.AspNetCore.", "Microsoft.Extensions.", "System.Net.", "System.Data.", "System.IO.", "System.Console", "System.Diagnostics.Process"];

    // Memory is no I/O, and some of what bears the namespace's name is only an exception or a buffer.
    private static readonly string[] Harmless =
        ["System.IO.Stream", "System.IO.MemoryStream", "System.IO.TextWriter", "System.IO.TextReader", "System.IO.StringWriter", "System.IO.StringReader",
            "System.IO.IOException", "System.IO.InvalidDataException", "System.IO.EndOfStreamException", "System.Net.HttpStatusCode"];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable",
        "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch..ctor",
    ];

    public static IEnumerable<string> Violations(string project, AssemblyReferences references) =>
    [
        .. references.Assemblies.Where(name => ForbiddenAssemblies.Any(prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)))
            .Select(name => $"{project} refers to the assembly {name}."),
        .. references.Types.Where(IsForbiddenType).Select(name => $"{project} uses the type {name}."),
        .. references.Members.Where(name => ForbiddenMembers.Contains(name)).Select(name => $"{project} uses {name}; take a TimeProvider or an argument."),
    ];

    private static bool IsForbiddenType(string name) =>
        !Harmless.Contains(name) && ForbiddenNamespaces.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
