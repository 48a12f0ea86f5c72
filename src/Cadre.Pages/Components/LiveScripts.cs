using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Cadre.Pages;

/// <summary>What live pages need in the head of a document: the settings of htmx, the style sheet and the scripts of the <see cref="AssetCatalog"/>.</summary>
public sealed class LiveScripts : ComponentBase
{
    private const string Settings =
        """{"morphIgnore":["data-htmx-powered","open"],"includeIndicatorCSS":false,"history":"reload","sse":{"reconnectMaxDelay":2000,"connectTimeout":10000}}""";

    [Inject]
    private AssetCatalog Catalog { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "meta");
        builder.AddAttribute(1, "name", "htmx-config");
        builder.AddAttribute(2, "content", Settings);
        builder.CloseElement();
        if (Catalog.StylesPath is { } styles)
        {
            builder.OpenElement(3, "link");
            builder.AddAttribute(4, "rel", "stylesheet");
            builder.AddAttribute(5, "href", styles);
            builder.CloseElement();
        }
        builder.OpenElement(6, "script");
        builder.AddAttribute(7, "src", Catalog.ScriptsPath);
        builder.AddAttribute(8, "defer", true);
        builder.CloseElement();
    }
}
