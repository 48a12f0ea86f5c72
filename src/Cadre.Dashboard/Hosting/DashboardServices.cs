using System.IO.Compression;
using Cadre.Dashboard.Actions;
using Cadre.Dashboard.Background;
using Cadre.Dashboard.Components;
using Cadre.Dashboard.Components.Activity;
using Cadre.Dashboard.Components.Conflicts;
using Cadre.Dashboard.Entry;
using Cadre.Dashboard.Pages;
using Cadre.Dashboard.Sessions;
using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard;

/// <summary>Sets the dashboard up.</summary>
public static class DashboardServices
{
    /// <summary>Adds the dashboard of a hub.</summary>
    public static IServiceCollection AddCadreDashboard(this IServiceCollection services, DashboardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddCadrePages(typeof(App), [typeof(DashboardServices).Assembly]);
        services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
            compression.Providers.Add<BrotliDocuments>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Optimal);
        services.AddSingleton(options);
        services.AddSingleton<StaticPages>();
        services.AddSingleton<Answers>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<Workspaces>();
        services.AddSingleton<IconSet>();
        services.AddSingleton<FleetSessions>();
        services.AddSingleton<IPageHost, DashboardHost>();
        services.AddSingleton<ActionRunner>();
        services.AddSingleton<IStartupFilter, DashboardFilter>();
        return services;
    }

    /// <summary>Serves the dashboard's pages, streams, actions and files.</summary>
    public static void MapCadreDashboard(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.MapPageAssets();
        pages.MapLivePage<FleetPage>("/w/{workspace}");
        pages.MapLivePage<AskPage>("/w/{workspace}/ask/{verb}");
        pages.MapLivePage<WorkPage>("/w/{workspace}/work");
        pages.MapLivePage<ActivityPage>("/w/{workspace}/activity");
        pages.MapActivity();
        pages.MapLivePage<DevtoolsPage>("/w/{workspace}/devtools");
        pages.MapLivePage<ConflictsPage>("/w/{workspace}/conflicts");
        pages.MapEvidence();
        pages.MapLivePage<AgentPage>("/w/{workspace}/agents/{**id}");
        pages.MapLivePage<TaskPage>("/w/{workspace}/tasks/{id}");
        pages.MapActions();
        pages.MapBackground();
        pages.MapEntry();
    }
}
