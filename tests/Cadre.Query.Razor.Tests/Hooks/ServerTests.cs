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
    private readonly Answers<string> _server = new();

    [Fact]
    public async Task Page_of_a_real_server_has_the_data_in_it_and_each_request_a_client_of_its_own()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var first = http.GetStringAsync(new Uri("agents/ada", UriKind.Relative));
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        _server.Answer("Ada");
        (await first.Within("the page")).ShouldContain("agent Ada");

        var second = http.GetStringAsync(new Uri("agents/ada", UriKind.Relative));
        await Patience.Until(() => _server.Calls == 2, "the second fetch");
        _server.Answer("Ada again");
        (await second.Within("the page")).ShouldContain("agent Ada again");
    }

    [Fact]
    public async Task Streamed_page_says_that_it_loads_and_sends_the_data_when_they_are_there()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var body = new StreamReader(await http.GetStreamAsync(new Uri("streamed/ada", UriKind.Relative)).Within("the head"));
        var sent = "";
        var buffer = new char[1024];
        while (!sent.Contains("</html>", StringComparison.Ordinal))
        {
            var read = await body.ReadAsync(buffer).Within("the page while it loads");
            read.ShouldBePositive("the page ended early");
            sent += new string(buffer, 0, read);
        }
        sent.ShouldContain("loading ada");
        _server.Answer("Ada");

        (await body.ReadToEndAsync().Within("the rest")).ShouldContain("agent Ada");
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        builder.Services.AddCadreQuery();
        builder.Services.AddSingleton<Func<string, QueryDefinition<string>>>(id => new(["agents", id], _ => _server.CallAsync()));
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        await app.StartAsync();
        return app;
    }
}
