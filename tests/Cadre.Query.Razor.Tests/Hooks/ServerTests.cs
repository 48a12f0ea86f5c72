using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class ServerTests
{
    [Fact]
    public async Task Page_of_a_real_server_has_the_data_in_it_and_each_request_a_client_of_its_own()
    {
        var server = new Answers<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        builder.Services.AddCadreQuery();
        builder.Services.AddSingleton<Func<string, QueryDefinition<string>>>(id => new(["agents", id], _ => server.CallAsync()));
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var first = http.GetStringAsync(new Uri("agents/ada", UriKind.Relative));
        await Patience.Until(() => server.Calls == 1, "the fetch");
        server.Answer("Ada");
        (await first.Within("the page")).ShouldContain("agent Ada");

        var second = http.GetStringAsync(new Uri("agents/ada", UriKind.Relative));
        await Patience.Until(() => server.Calls == 2, "the second fetch");
        server.Answer("Ada again");
        (await second.Within("the page")).ShouldContain("agent Ada again");
    }
}
