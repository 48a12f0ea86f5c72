using Cadre.Hub.Access;
using Cadre.Hub.Executive;
using Cadre.Hub.Health;
using Cadre.Hub.Ingest;
using Cadre.Hub.Native;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Predictions;
using Cadre.Hub.Problems;
using Cadre.Hub.Projects;
using Cadre.Hub.Requests;
using Cadre.Hub.Telemetry;
using Cadre.Hub.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>Registers a hub.</summary>
public static class HubServices
{
    /// <summary>Adds everything a hub consists of; the store opens when the host starts.</summary>
    /// <remarks>Use <c>UseCadreHub</c> and <c>MapCadreHub</c> to serve it. A registered <see cref="TimeProvider"/> or <see cref="ITokenStore"/> is kept.</remarks>
    public static IServiceCollection AddCadreHub(this IServiceCollection services, HubOptions options)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddRoutingCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);

        services.AddSingleton<HubMetrics>();
        services.AddSingleton<ShutdownGate>();
        services.AddSingleton<KestrelProblems>();

        OpenApiEndpoint.AddTo(services);
        services.TryAddSingleton<ITokenStore>(s => options.DataDirectory is { } folder
            ? new FileTokenStore(folder, s.GetRequiredService<TimeProvider>())
            : new MemoryTokenStore());
        services.AddSingleton<WorkspaceHost>();
        services.AddSingleton<IWorkspaceDirectory>(s => s.GetRequiredService<WorkspaceHost>());
        services.AddSingleton<TokenDirectory>();
        services.AddSingleton<LocalTrust>();
        services.AddSingleton<SignInCodes>();
        services.AddSingleton<SessionEndpoints>();

        services.AddSingleton<Predictor>();
        services.AddSingleton<WorkspaceRequests>();
        services.AddSingleton<ExecutiveEndpoints>();
        services.AddSingleton<ProjectEndpoints>();
        services.AddSingleton<IngestEndpoints>();
        services.AddSingleton<WorkspaceEndpoints>();
        services.AddSingleton<StateEndpoints>();
        services.AddSingleton<AgentEndpoints>();
        services.AddSingleton<TaskEndpoints>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<ClaimEndpoints>();
        services.AddSingleton<EventEndpoints>();

        services.AddSingleton<IReadinessCheck, StoreCheck>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<HubLifecycle>();
        services.AddHostedService(s => s.GetRequiredService<HubLifecycle>());
        return services;
    }
}
