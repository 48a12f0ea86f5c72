using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Cadre.Pages.Tests.Browsers;

/// <summary>A document as a browser has it: a small model of what htmx does with the messages of a stream.</summary>
internal sealed partial class Browser(string html)
{
    private static readonly HtmlParser Parser = new();

    private readonly IHtmlDocument _document = Parser.ParseDocument(html);

    /// <summary>Applies a message. As in htmx, all targets are looked for before anything changes, and those that are not there are passed over.</summary>
    public void Apply(string partials)
    {
        var template = (IHtmlTemplateElement)Parser.ParseDocument($"<template>{AsTemplates(partials)}</template>").QuerySelector("template")!;
        var tasks = template.Content.QuerySelectorAll("template[hx]").Cast<IHtmlTemplateElement>()
            .SelectMany(partial => _document.QuerySelectorAll(partial.GetAttribute("hx-target")!).Select(target => (target, partial))).ToList();
        foreach (var (target, partial) in tasks) Swap(target, partial.GetAttribute("hx-swap")!, (IDocumentFragment)partial.Content.Clone());
    }

    /// <summary>The document with what does not show taken away: blank texts, and what hangs on to the ends of logs.</summary>
    /// <param name="logs">The ids of lists that keep their tails.</param>
    /// <param name="other">A document that has no tails.</param>
    public string Normal(IReadOnlySet<string> logs, Browser? other = null)
    {
        var copy = (IHtmlDocument)_document.Clone();
        foreach (var log in copy.All.Where(element => logs.Contains(element.Id ?? "")).ToList())
        {
            var known = other?._document.GetElementById(log.Id!)?.LastElementChild?.ChildElementCount;
            foreach (var tail in log.LastElementChild!.Children.Skip(known ?? int.MaxValue).ToList()) tail.Remove();
        }
        foreach (var blank in copy.Descendants<IText>().Where(static text => string.IsNullOrWhiteSpace(text.Data)).ToList()) blank.Parent!.RemoveChild(blank);
        return copy.DocumentElement.OuterHtml;
    }

    /// <summary>The ids of elements that are in their list more than once.</summary>
    public IEnumerable<string?> Twins() => _document.All.SelectMany(static list => list.Children.Where(static child => child.Id is { Length: > 0 }).GroupBy(static child => child.Id).Where(static same => same.Count() > 1).Select(static same => same.Key));

    public string TextOf(string selector) => _document.QuerySelector(selector)?.TextContent ?? throw new InvalidOperationException($"{selector} is not there.");

    public IEnumerable<string> IdsOf(string selector) => _document.QuerySelectorAll(selector).Select(static element => element.Id ?? "");

    // The same two expressions as in htmx.
    private static string AsTemplates(string html) => EndTag().Replace(StartTag().Replace(html, "<template hx type=\"$1\"$2"), "</template>");

    private static void Swap(IElement target, string style, IDocumentFragment content)
    {
        var parent = target.Parent;
        if (parent is null) return;
        switch (style)
        {
            case "delete":
                parent.RemoveChild(target);
                break;
            case "beforebegin":
                parent.InsertBefore(content, target);
                break;
            case "afterend":
                parent.InsertBefore(content, target.NextSibling);
                break;
            case "outerMorph":
                Morph(target, content);
                break;
            default:
                throw new InvalidOperationException($"The swap '{style}' is not known here.");
        }
    }

    // As in htmx, elements with ids that are old and new stay the same objects wherever they are now: others may aim at them.
    private static void Morph(IElement target, IDocumentFragment content)
    {
        var now = content.Children.ShouldHaveSingleItem("a fragment is one element");
        (now.LocalName, now.Id).ShouldBe((target.LocalName, target.Id));
        var old = target.QuerySelectorAll("[id]").Append(target).GroupBy(static element => element.Id!).ToDictionary(static same => same.Key, static same => same.First());
        MorphInto(target, now);

        void MorphInto(IElement element, IElement like)
        {
            foreach (var attribute in element.Attributes.ToList()) element.RemoveAttribute(attribute.Name);
            foreach (var attribute in like.Attributes) element.SetAttribute(attribute.Name, attribute.Value);
            while (element.FirstChild is { } gone) element.RemoveChild(gone);
            foreach (var child in like.ChildNodes.ToList()) element.AppendChild(Built(child));
        }

        INode Built(INode node)
        {
            if (node is not IElement like) return node;
            var isOld = old.TryGetValue(like.Id ?? "", out var element) && element.LocalName == like.LocalName;
            if (like.HasAttribute("data-kept"))
            {
                isOld.ShouldBeTrue($"{like.Id} is kept, so it has to be there");
                return element!;
            }
            if (!isOld) element = (IElement)like.Clone(false);
            MorphInto(element!, like);
            return element!;
        }
    }

    [GeneratedRegex(@"<hx-([a-z]+)(\s+|>)", RegexOptions.IgnoreCase)]
    private static partial Regex StartTag();

    [GeneratedRegex("</hx-[a-z]+>", RegexOptions.IgnoreCase)]
    private static partial Regex EndTag();
}
