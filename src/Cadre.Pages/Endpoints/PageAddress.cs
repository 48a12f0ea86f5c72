using System.Collections.Immutable;
using System.Reflection;
using Cadre.Pages.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Cadre.Pages;

/// <summary>Reads the parameters of a page from an address, and writes those that count in one way only.</summary>
internal sealed class PageAddress
{
    private readonly Type _page;
    private readonly ImmutableArray<(string Property, string Name)> _query;
    private readonly ImmutableArray<string> _route;

    private PageAddress(Type page)
    {
        _page = page;
        var parameters = page.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)) || property.IsDefined(typeof(SupplyParameterFromQueryAttribute))).ToList();
        if (parameters.Find(property => property.PropertyType != typeof(string)) is { } other)
            throw new ArgumentException($"The parameter {other.Name} of the page {page.Name} is of type {other.PropertyType.Name}; parameters of pages are text.");
        _query = [.. parameters.Select(property => (property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
            .Where(entry => entry.Query is not null).Select(entry => (entry.Name, entry.Query!.Name ?? entry.Name)).OrderBy(entry => entry.Item2, StringComparer.Ordinal)];
        _route = [.. parameters.Where(property => !property.IsDefined(typeof(SupplyParameterFromQueryAttribute))).Select(property => property.Name)];
    }

    public static PageAddress Of<TPage>() where TPage : IComponent => new(typeof(TPage));

    public ViewRequest Read(HttpRequest request, string principal)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var name in _route)
            if (request.RouteValues.TryGetValue(name, out var value)) parameters[name] = value?.ToString();
        var query = QueryString.Empty;
        foreach (var (property, name) in _query)
        {
            if (request.Query[name].ToString() is not { Length: > 0 } value) continue;
            parameters[property] = value;
            query = query.Add(name, value);
        }
        var path = request.Path.StartsWithSegments(LivePageEndpoints.StreamPrefix, out var rest) ? rest : request.Path;
        return new ViewRequest(new ViewKey(principal, path.ToUriComponent(), query.Value ?? ""), _page, parameters.ToImmutable());
    }
}
