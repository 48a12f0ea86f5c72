using System.Collections.Concurrent;
using Cadre.Pages;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components;

/// <summary>The pictures of <c>Assets/icons.svg</c>.</summary>
internal sealed class IconSet(AssetCatalog assets)
{
    private readonly ConcurrentDictionary<(string, string), MarkupString> _made = new();

    /// <summary>Where the file is.</summary>
    public string Path { get; } = assets.PathOf("icons.svg");

    public MarkupString Of(string name, string css = "icon") =>
        _made.GetOrAdd((name, css), _ => new MarkupString($"""<svg class="{css}" aria-hidden="true"><use href="{Path}#{name}"/></svg>"""));
}
