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
