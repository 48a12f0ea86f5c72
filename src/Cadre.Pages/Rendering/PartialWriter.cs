using System.Globalization;
using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>Writes changes as htmx understands them: each partial names its target and what to do there.</summary>
internal static class PartialWriter
{
    public static void Morph(StringBuilder html, Fragment fragment, FragmentTree tree)
    {
        Begin(html, fragment.Id, "outerMorph");
        tree.Write(fragment.Shell, html);
        End(html);
    }

    /// <summary>Writes a list with the elements that it keeps as empty ones that bear <c>data-kept</c>: the script has them moved, and otherwise left alone.</summary>
    public static void Rearrange(StringBuilder html, Fragment list, IReadOnlySet<int> kept, FragmentTree tree)
    {
        var shell = list.Shell;
        Begin(html, list.Id, "outerMorph");
        for (var i = 0; i < shell.Children.Length; i++)
        {
            html.Append(shell.Texts[i]);
            var child = tree[shell.Children[i]];
            if (kept.Contains(child.ComponentId)) html.Append(CultureInfo.InvariantCulture, $"<{child.Shell.Tag} id=\"{child.Id}\" data-kept></{child.Shell.Tag}>");
            else tree.Write(child.Shell, html);
        }
        html.Append(shell.Texts[^1]);
        End(html);
    }

    public static void Insert(StringBuilder html, IEnumerable<Fragment> fragments, Fragment target, string swap, FragmentTree tree)
    {
        Begin(html, target.Id, swap);
        foreach (var fragment in fragments) tree.Write(fragment.Shell, html);
        End(html);
    }

    public static void Delete(StringBuilder html, Fragment fragment)
    {
        Begin(html, fragment.Id, "delete");
        End(html);
    }

    private static void Begin(StringBuilder html, string target, string swap) =>
        html.Append("<hx-partial hx-target=\"#").Append(target).Append("\" hx-swap=\"").Append(swap).Append("\">");

    private static void End(StringBuilder html) => html.Append("</hx-partial>\n");
}
