using Cadre.Hub.OpenApi;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>Parameters and answer forms that the operations of the native API share.</summary>
internal static class NativeShapes
{
    public static Parameter Workspace { get; } =
        new("ws", ParameterLocation.Path, "The workspace's id.", Shapes.Text("Workspace id."), Required: true);

    public static IOpenApiSchema Cursor { get; } = Shapes.Text("Where in the log the answer stands.");

    public static IOpenApiSchema Page(string what, string schema) => Shapes.Object($"A page of {what}.",
        ("items", Shapes.ListOf("The page.", Shapes.Ref(schema))),
        ("total", Shapes.Whole("How many there are that match.", 0)),
        ("cursor", Cursor));

    public static IOpenApiSchema Changed(string schema) => Shapes.Object("Done and durable.",
        ("ok", Shapes.Flag("Always true.")),
        ("state", Shapes.Ref(schema)),
        ("cursor", Cursor));

    public static IOpenApiSchema Done() => Shapes.Object("Done and durable.", ("ok", Shapes.Flag("Always true.")), ("cursor", Cursor));
}
