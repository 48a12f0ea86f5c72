using Cadre.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guide;

public sealed class SetUpGuide
{
    [Fact]
    public async Task Dependency_injection()
    {
        var services = new ServiceCollection();
        services.AddLogging();

        #region di
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<FocusManager>();
        services.AddSingleton<OnlineManager>();
        services.AddSingleton(provider => new QueryClientOptions
        {
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
            Focus = provider.GetRequiredService<FocusManager>(),
            Online = provider.GetRequiredService<OnlineManager>(),
            Queries = new() { StaleTime = TimeSpan.FromSeconds(5), Retry = Retry.When(IsTransient) },
            UnhandledError = error => Log.Unhandled(provider.GetRequiredService<ILogger<QueryClient>>(), error),
        });
        services.AddSingleton<QueryClient>();           // a server with many users: AddScoped, one client for each user's circuit

        services.AddHttpClient<IFleetApi, FleetApi>(http => http.BaseAddress = new Uri("http://fleet.example"))
            .AddHttpMessageHandler(() => new TokenHandler(_ => ValueTask.FromResult("secret")))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);      // definitions keep the client for good, so connections must renew themselves
        services.AddSingleton<FleetQueries>();
        services.AddSingleton<FleetMutations>();
        #endregion

        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        provider.GetRequiredService<QueryClient>().DefaultQueryOptions.StaleTime.ShouldBe((StaleTime?)TimeSpan.FromSeconds(5));
        provider.GetRequiredService<FleetQueries>().Agent("ada").Key.ShouldBe(FleetKeys.Agent("ada"));
    }

    [Fact]
    public void Defaults_by_key()
    {
        using var client = new QueryClient();

        #region defaults
        client.SetQueryDefaults(FleetKeys.Statistics, new() { StaleTime = TimeSpan.FromMinutes(5), RefetchOnFocus = RefetchTrigger.Always });
        client.SetQueryDefaults(["jobs"], new() { GcTime = TimeSpan.FromSeconds(30), Meta = new Dictionary<string, object?> { ["quiet"] = true } });
        #endregion

        client.GetQueryDefaults(FleetKeys.Job("nightly")).GcTime.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Focus_and_network()
    {
        var (focus, online) = (new FocusManager(), new OnlineManager());
        var window = new Window();

        #region world
        window.Activated += (_, _) => focus.SetFocused(true);
        window.Deactivated += (_, _) => focus.SetFocused(false);
        window.NetworkChanged += (_, isAvailable) => online.IsOnline = isAvailable;
        #endregion

        window.LoseAll();
        focus.IsFocused.ShouldBeFalse();
        online.IsOnline.ShouldBeFalse();
    }

    private static bool IsTransient(int failures, Exception error) => HttpGuide.IsTransient(failures, error);

    private sealed class Window
    {
        public event EventHandler? Activated;

        public event EventHandler? Deactivated;

        public event EventHandler<bool>? NetworkChanged;

        public void LoseAll()
        {
            Activated?.Invoke(this, EventArgs.Empty);
            Deactivated?.Invoke(this, EventArgs.Empty);
            NetworkChanged?.Invoke(this, false);
        }
    }
}

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A listener of the cache failed.")]
    public static partial void Unhandled(ILogger logger, Exception error);
}
