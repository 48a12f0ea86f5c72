using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cadre.Client.Tests.Setup;

public sealed class SetupTests
{
    [Fact]
    public void Defaults_are_right() => new CadreOptions().Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("hub:7171", "default", null, "CADRE_URL")]
    [InlineData("", "default", null, "CADRE_URL")]
    [InlineData("ftp://hub", "default", null, "CADRE_URL")]
    [InlineData("http://127.0.0.1:7171/api", "default", null, "only scheme, host and port")]
    [InlineData("http://hub.example", "default", "cdr_a_b", "use https")]
    [InlineData("http://127.0.0.1:7171", "Night Shift", null, "CADRE_WORKSPACE")]
    [InlineData("http://127.0.0.1:7171", "", null, "CADRE_WORKSPACE")]
    [InlineData("http://127.0.0.1:7171", "default", "secret", "CADRE_TOKEN")]
    public void What_is_wrong_says_what_to_set(string url, string workspace, string? token, string hint)
    {
        var problem = new CadreOptions { Url = url, Workspace = workspace, Token = token }.Validate().ShouldHaveSingleItem();
        problem.ShouldContain(hint);
        if (token == "secret") problem.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_host_refuses_to_start_with_wrong_options()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddCadre(options => options.Url = "nowhere");
        using var host = builder.Build();
        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        error.Message.ShouldContain("Set Cadre:Url or CADRE_URL");
    }

    [Fact]
    public void Configuration_is_read_and_code_wins()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Cadre:Url", "http://127.0.0.1:9"), new("Cadre:Workspace", "night")]).Build());
        services.AddCadre(options => options.Workspace = "day");
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<CadreOptions>>().Value;
        (options.Url, options.Workspace).ShouldBe(("http://127.0.0.1:9", "day"));
    }

    [Fact]
    public async Task Parts_belong_to_one_store()
    {
        var services = new ServiceCollection();
        services.AddCadre(options => options.Url = "http://127.0.0.1:9");
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<FleetStore>();
        provider.GetRequiredService<FleetQueries>().ShouldBeSameAs(store.Queries);
        provider.GetRequiredService<FleetActions>().ShouldBeSameAs(store.Actions);
        provider.GetRequiredService<HubApi>().ShouldBeSameAs(store.Api);
        provider.GetRequiredService<Query.QueryClient>().ShouldBeSameAs(store.Client);
    }
}
