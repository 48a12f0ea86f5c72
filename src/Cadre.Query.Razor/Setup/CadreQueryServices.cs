using Cadre.Query;
using Cadre.Query.Razor;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

// Where everybody looks for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Cadre.Query.</summary>
public static class CadreQueryServices
{
    /// <summary>Registers a <see cref="QueryClient"/> for hooks and for injection, and disposes it with its scope or with the application.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; they are checked before this returns.</param>
    /// <exception cref="ArgumentException">The options contradict themselves; the message names all problems.</exception>
    public static IServiceCollection AddCadreQuery(this IServiceCollection services, Action<CadreQueryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new CadreQueryOptions();
        configure?.Invoke(options);
        options.Validate();
        var lifetime = options.Sharing == ClientSharing.PerApplication ? ServiceLifetime.Singleton : ServiceLifetime.Scoped;
        services.TryAdd(ServiceDescriptor.Describe(typeof(QueryClient), scope => Create(scope, options), lifetime));
        if (options.Types is { } types) services.TryAddSingleton(types);
        return services;
    }

    private static QueryClient Create(IServiceProvider services, CadreQueryOptions options)
    {
        var own = options.Client;
        if (ReferenceEquals(own.TimeProvider, TimeProvider.System) && services.GetService<TimeProvider>() is { } time) own = own with { TimeProvider = time };
        if (own.UnhandledError is null && services.GetService<ILoggerFactory>() is { } logs)
            own = own with { UnhandledError = new UnhandledErrors(logs.CreateLogger<QueryClient>()).Log };
        if (options.Configure is { } configure)
            own = configure(services, own) ?? throw new InvalidOperationException($"{nameof(CadreQueryOptions)}.{nameof(options.Configure)} answered null; answer the options that it was given, or changed ones.");
        var client = new QueryClient(own);
        options.OnCreated?.Invoke(services, client);
        return client;
    }
}
