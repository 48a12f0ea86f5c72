using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Cadre.Query.Razor.Tests.Rendering;

/// <summary>Reads a render tree: as HTML, and for its event handlers.</summary>
internal static partial class TreeText
{
    public static string Of(int component, Func<int, ArrayRange<RenderTreeFrame>> frames)
    {
        var text = new StringBuilder();
        Write(component, frames, text);
        return BetweenTags().Replace(text.ToString(), "><");
    }

    public static Func<ArrayRange<RenderTreeFrame>, int, bool> HasId(string id) => (tree, at) =>
        Attributes(tree, at).Exists(attribute => attribute is { AttributeName: "id", AttributeValue: string value } && value == id);

    public static Func<ArrayRange<RenderTreeFrame>, int, bool> IsCalled(string name) => (tree, at) => tree.Array[at].ElementName == name;

    public static Func<ArrayRange<RenderTreeFrame>, int, bool> IsButton(string text) => (tree, at) =>
        tree.Array[at].ElementName == "button" && Inside(tree, at).Contains(text);

    /// <summary>The handler of an event of the first element that is meant, in the component and below it.</summary>
    public static ulong? HandlerOf(
        int component, string eventName, Func<int, ArrayRange<RenderTreeFrame>> frames, Func<ArrayRange<RenderTreeFrame>, int, bool> isMeant)
    {
        var tree = frames(component);
        for (var i = 0; i < tree.Count; i++)
        {
            ref var frame = ref tree.Array[i];
            if (frame.FrameType == RenderTreeFrameType.Component)
            {
                if (HandlerOf(frame.ComponentId, eventName, frames, isMeant) is { } below) return below;
            }
            else if (frame.FrameType == RenderTreeFrameType.Element && isMeant(tree, i))
            {
                foreach (var attribute in Attributes(tree, i))
                    if (attribute.AttributeName == eventName) return attribute.AttributeEventHandlerId;
            }
        }
        return null;
    }

    private static IEnumerable<string> Inside(ArrayRange<RenderTreeFrame> tree, int element)
    {
        for (var i = element + 1; i < element + tree.Array[element].ElementSubtreeLength; i++)
        {
            if (tree.Array[i].FrameType == RenderTreeFrameType.Text) yield return tree.Array[i].TextContent;
            if (tree.Array[i].FrameType == RenderTreeFrameType.Markup) yield return tree.Array[i].MarkupContent;
        }
    }

    private static void Write(int component, Func<int, ArrayRange<RenderTreeFrame>> frames, StringBuilder text)
    {
        var tree = frames(component);
        var open = new Stack<(string Name, int End)>();
        for (var i = 0; i < tree.Count; i++)
        {
            while (open.TryPeek(out var element) && element.End <= i) text.Append("</").Append(open.Pop().Name).Append('>');
            ref var frame = ref tree.Array[i];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Element:
                    text.Append('<').Append(frame.ElementName);
                    foreach (var attribute in Attributes(tree, i))
                        if (attribute.AttributeEventHandlerId == 0 && attribute.AttributeValue is not false and not null)
                            text.Append(' ').Append(attribute.AttributeName).Append("=\"").Append(attribute.AttributeValue).Append('"');
                    text.Append('>');
                    open.Push((frame.ElementName, i + frame.ElementSubtreeLength));
                    break;
                case RenderTreeFrameType.Text:
                    text.Append(WebUtility.HtmlEncode(frame.TextContent));
                    break;
                case RenderTreeFrameType.Markup:
                    text.Append(frame.MarkupContent);
                    break;
                case RenderTreeFrameType.Component:
                    Write(frame.ComponentId, frames, text);
                    i += frame.ComponentSubtreeLength - 1;
                    break;
            }
        }
        while (open.TryPop(out var last)) text.Append("</").Append(last.Name).Append('>');
    }

    private static List<RenderTreeFrame> Attributes(ArrayRange<RenderTreeFrame> tree, int element)
    {
        var attributes = new List<RenderTreeFrame>();
        for (var i = element + 1; i < tree.Count && tree.Array[i].FrameType == RenderTreeFrameType.Attribute; i++) attributes.Add(tree.Array[i]);
        return attributes;
    }

    [GeneratedRegex(@">\s+<")]
    private static partial Regex BetweenTags();
}
