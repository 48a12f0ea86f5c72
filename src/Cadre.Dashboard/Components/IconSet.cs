using System.Collections.Concurrent;
using Cadre.Pages;
using Microsoft.AspNetCore.Components;

namespace Cadre.Dashboard.Components;

/// <summary>The pictures of <c>Assets/icons.svg</c>.</summary>
internal sealed class IconSet(AssetCatalog assets)
{
    private readonly ConcurrentDictionary<(string, string), MarkupString> _made = new();
    private readonly string _path = assets.PathOf("icons.svg");

    public MarkupString Of(string name, string css = "icon") =>
        _made.GetOrAdd((name, css), _ => new MarkupString($"""<svg class="{css}" aria-hidden="true"><use href="{_path}#{name}"/></svg>"""));
}
