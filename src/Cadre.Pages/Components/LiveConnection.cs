using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Cadre.Pages;

/// <summary>The element that keeps its page live. Put one into each document, outside of every fragment.</summary>
/// <remarks>
/// The attribute <c>data-connection</c> of the document's element says how the stream stands: <c>connecting</c>, <c>live</c>, <c>reconnecting</c> or
/// <c>stale</c>; with each change a <c>cadre:connection</c> event is raised on the document. Who replaces the part of the document that holds this
/// element by that of another address is connected to that one.
/// </remarks>
public sealed class LiveConnection : ComponentBase
{
    // Replaced when the document is sent: documents are shared, and the place in the stream is not known before. Nobody else can write them.
    private static readonly string Secret = Guid.NewGuid().ToString("n");
    internal static readonly string PlaceOfAddress = "live-address-" + Secret;
    internal static readonly string PlaceOfTime = "live-time-" + Secret;
    internal static readonly string PlaceOfView = "live-view-" + Secret;

    [Inject]
    private PagesOptions Options { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "id", PlaceOfView);
        builder.AddAttribute(2, "hidden", true);
        builder.AddAttribute(3, "hx-sse:connect", PlaceOfAddress);
        builder.AddAttribute(4, "hx-swap", "none");
        // The first connection is not retried by the extension itself; it ignores the trigger once there is one.
        builder.AddAttribute(5, "hx-trigger", "load, every 2s");
        builder.AddAttribute(6, "hx-sync", "this:drop");
        // The server's clock, by which the ages on the page count.
        builder.AddAttribute(7, "data-sent", PlaceOfTime);
        // Without a sign of life for so long, the stream is dead.
        builder.AddAttribute(8, "data-silence", (long)(Options.Heartbeat * 2.5).TotalMilliseconds);
        builder.CloseElement();
    }
}
