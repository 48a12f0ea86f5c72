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
    private readonly ImmutableArray<string> _query;
    private readonly ImmutableArray<string> _route;

    private PageAddress(Type page)
    {
        _page = page;
        var route = page.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute))).ToList();
        var query = page.GetProperties().Where(static property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute))).ToList();
        if (route.Concat(query).FirstOrDefault(static property => property.PropertyType != typeof(string)) is { } other)
            throw new ArgumentException($"The parameter {other.Name} of the page {page.Name} is of type {other.PropertyType.Name}; parameters of pages are text, since addresses may hold any.");
        _route = [.. route.Select(static property => property.Name)];
        _query = [.. query.Select(static property => property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? property.Name).Order(StringComparer.Ordinal)];
        if (_query.Contains(LivePageEndpoints.PlaceParameter))
            throw new ArgumentException($"The page {page.Name} takes '{LivePageEndpoints.PlaceParameter}' from the query, where streams have their place; choose another name.");
    }

    public static PageAddress Of<TPage>() where TPage : IComponent => new(typeof(TPage));

    /// <param name="request">The request for the page, or for its stream.</param>
    /// <param name="prefix">What stands before the address of the page.</param>
    /// <param name="principal">Who looks.</param>
    public ViewRequest Read(HttpRequest request, string prefix, string principal)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var name in _route)
            if (request.RouteValues.TryGetValue(name, out var value)) parameters[name] = value?.ToString();
        var query = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in _query)
            if (request.Query[name].ToString() is { Length: > 0 } value) query[name] = value;
        var path = new PathString(request.Path.Value![prefix.Length..]);
        var written = query.Aggregate(QueryString.Empty, static (all, entry) => all.Add(entry.Key, entry.Value));
        return new ViewRequest(new ViewKey(principal, path.ToUriComponent(), written.Value ?? ""), _page, parameters.ToImmutable(), query.ToImmutable());
    }
}
