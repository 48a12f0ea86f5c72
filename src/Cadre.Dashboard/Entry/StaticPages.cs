using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Dashboard.Entry;

/// <summary>Pages that stand still: the way in, and what is said instead of a page.</summary>
internal sealed class StaticPages(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public async Task<string> RenderAsync<T>(IReadOnlyDictionary<string, object?> parameters) where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters.ToDictionary()))).ToHtmlString());
    }

    public async Task<IResult> AnswerAsync<T>(int status, params (string Name, object? Value)[] parameters) where T : IComponent =>
        Results.Content(await RenderAsync<T>(parameters.ToDictionary(static entry => entry.Name, static entry => entry.Value)), "text/html; charset=utf-8", statusCode: status);
}
