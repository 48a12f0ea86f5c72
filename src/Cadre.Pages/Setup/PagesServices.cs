using System.Diagnostics.Metrics;
using System.Reflection;
using Cadre.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cadre.Pages;

/// <summary>Sets live pages up.</summary>
public static class PagesServices
{
    /// <summary>Adds live pages. An <see cref="IPageHost"/> has to be registered beside them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="document">The component around all pages; a <see cref="PageDocument"/>.</param>
    /// <param name="assets">Assemblies whose scripts, styles and files belong to the pages; see <see cref="AssetCatalog"/>.</param>
    /// <param name="configure">Changes the options.</param>
    public static IServiceCollection AddCadrePages(this IServiceCollection services, Type document, IEnumerable<Assembly> assets, Action<PagesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(document);
        if (!document.IsAssignableTo(typeof(PageDocument))) throw new ArgumentException($"{document.Name} is not a {nameof(PageDocument)}.", nameof(document));
        var catalog = new AssetCatalog([typeof(PagesServices).Assembly, .. assets]);
        var options = new PagesOptions { Document = document, Version = catalog.Version };
        configure?.Invoke(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddRouting();
        services.AddSingleton(catalog);
        services.AddSingleton(options);
        services.AddScoped<NavigationManager, ViewNavigation>();
        services.AddSupplyValueFromQueryProvider();
        services.AddMetrics();
        services.AddSingleton(static provider =>
        {
            var views = ActivatorUtilities.CreateInstance<LiveViews>(provider);
            PagesMeter.Tell(provider.GetRequiredService<IMeterFactory>(), views);
            return views;
        });
        services.AddSingleton<IPageStatistics>(static provider => provider.GetRequiredService<LiveViews>());
        return services;
    }

    /// <summary>Serves the scripts, styles and files.</summary>
    public static IEndpointConventionBuilder MapPageAssets(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var assets = ActivatorUtilities.CreateInstance<AssetEndpoint>(endpoints.ServiceProvider);
        return endpoints.MapGet(AssetCatalog.Prefix + "{path}", assets.ServeAsync);
    }
}
