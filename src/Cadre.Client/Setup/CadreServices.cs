using Cadre.Query;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Cadre.Client;

/// <summary>Sets a client of a hub up.</summary>
public static class CadreServices
{
    /// <summary>Adds a <see cref="FleetStore"/> that follows a hub, and with it <see cref="HubApi"/>, <see cref="FleetQueries"/>, <see cref="FleetActions"/> and <see cref="QueryClient"/>.</summary>
    /// <remarks>
    /// Options come from the section <c>Cadre</c> of the configuration, then from the environment, then from <paramref name="set"/>; the last one wins.
    /// A host refuses to start with wrong ones and says what to set. The stream connects when the store is first asked for.
    /// </remarks>
    public static IServiceCollection AddCadre(this IServiceCollection services, Action<CadreOptions>? set = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<CadreOptions>().Configure<IServiceProvider>(static (options, provider) =>
        {
            if (provider.GetService<IConfiguration>() is { } configuration) options.From(name => configuration[$"Cadre:{name}"]);
            options.FromEnvironment();
        });
        if (set is not null) options.Configure(set);
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CadreOptions>, Validation>());
        services.TryAddSingleton(static provider =>
        {
            var store = new FleetStore(provider.GetRequiredService<IOptions<CadreOptions>>().Value, provider.GetService<TimeProvider>());
            store.Connect();
            return store;
        });
        services.TryAddSingleton(static provider => provider.GetRequiredService<FleetStore>().Api);
        services.TryAddSingleton(static provider => provider.GetRequiredService<FleetStore>().Queries);
        services.TryAddSingleton(static provider => provider.GetRequiredService<FleetStore>().Actions);
        services.TryAddSingleton(static provider => provider.GetRequiredService<FleetStore>().Client);
        return services;
    }

    private sealed class Validation : IValidateOptions<CadreOptions>
    {
        public ValidateOptionsResult Validate(string? name, CadreOptions options) =>
            options.Validate() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
