namespace Cadre.Cli.Demo.Plans;

/// <summary>How the tasks of an epic hang together.</summary>
internal static class Shapes
{
    public static readonly IReadOnlyList<IReadOnlyList<Step>> All =
    [
        // A chain.
        [
            new("data model and migration", "data-worker"),
            new("service and API", "backend-worker", 0),
            new("screens", "frontend-worker", 1),
            new("end-to-end tests", "qa-worker", 2),
            new("guide for users", "docs-worker", 3),
        ],
        // A diamond.
        [
            new("agree on the API contract", "backend-worker"),
            new("server side", "backend-worker", 0),
            new("client side", "frontend-worker", 0),
            new("integration tests", "qa-worker", 1, 2),
            new("roll out behind a flag", "release-worker", 3),
        ],
        // Work side by side, and somebody who puts it together.
        [
            new("import of existing data", "data-worker"),
            new("background jobs", "backend-worker"),
            new("empty states and errors", "frontend-worker"),
            new("limits and metrics", "platform-worker"),
            new("release notes", "docs-worker", 0, 1, 2, 3),
        ],
        // Two that wait for one.
        [
            new("threat model", "platform-worker"),
            new("permissions", "backend-worker"),
            new("smoke test", "qa-worker", 0, 1),
            new("canary release", "release-worker", 0, 1),
        ],
    ];
}
