using Cadre.Query;
using Cadre.Query.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace Guide;

public static class SetUpGuide
{
    public static void SetUp(IServiceCollection services)
    {
        #region set-up
        services.AddCadreQuery(options =>
        {
            options.Client = new QueryClientOptions { Queries = new QueryOptions { StaleTime = TimeSpan.FromSeconds(30) } };
        });
        services.AddScoped<Fleet>();
        #endregion
    }

    public static void SetUpMore(IServiceCollection services)
    {
        #region set-up-more
        services.AddCadreQuery(options =>
        {
            options.Configure = static (scope, client) => client with { Focus = scope.GetRequiredService<FocusManager>() };
            options.OnCreated = static (_, client) => client.SetQueryDefaults(["activity"], new QueryOptions { GcTime = TimeSpan.FromHours(1) });
            options.Types = new DataTypes()     // what pre-rendered pages carry
                .Add("agent", FleetJson.Default.Agent)
                .Add("agents", FleetJson.Default.ListAgent);
        });
        #endregion
    }
}
