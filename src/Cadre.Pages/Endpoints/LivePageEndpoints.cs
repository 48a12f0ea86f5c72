using System.Globalization;
using System.Net;
using Cadre.Pages.Streaming;
using Cadre.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Pages;

/// <summary>Serves live pages.</summary>
public static class LivePageEndpoints
{
    /// <summary>Below it, with the address of a page behind it, are the streams.</summary>
    internal const string StreamPrefix = "/live";

    /// <summary>The part of a stream's query that says from where on.</summary>
    internal const string PlaceParameter = "after";

    /// <summary>Serves a component as a live page: the document at the pattern, its stream at <c>/live</c> and the pattern.</summary>
    /// <remarks>
    /// Parameters of the component are taken from the route by name, and from the query where they bear <see cref="SupplyParameterFromQueryAttribute"/>.
    /// They are text; what else stands in the query is no part of the page. All who see the same page share one.
    /// </remarks>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="endpoints">Where to.</param>
    /// <param name="pattern">A route pattern, beginning with <c>/</c>.</param>
    public static IEndpointConventionBuilder MapLivePage<TPage>(this IEndpointRouteBuilder endpoints, string pattern) where TPage : IComponent
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var page = PageAddress.Of<TPage>();
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();
        var views = endpoints.ServiceProvider.GetRequiredService<LiveViews>();
        var options = endpoints.ServiceProvider.GetRequiredService<PagesOptions>();
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var stream = ActivatorUtilities.CreateInstance<ViewerStream>(endpoints.ServiceProvider);
        endpoints.MapGet(StreamPrefix + pattern, context => ServeAsync(context, StreamPrefix, (view, admission) => stream.ServeAsync(context, view, admission)));
        return endpoints.MapGet(pattern, context => ServeAsync(context, "", (view, _) => DocumentAsync(context, view, time)));

        async Task ServeAsync(HttpContext context, string prefix, Func<LiveView, PageAdmission, Task> serve)
        {
            context.Response.Headers.CacheControl = "no-store";
            var admission = await host.AdmitAsync(context, context.RequestAborted);
            if (admission.Refusal is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
            var request = page.Read(context.Request, prefix, admission.Principal);
            if (!await TryServeAsync()) await TryServeAsync();

            // False: the page failed just then, and the next one may not.
            async Task<bool> TryServeAsync()
            {
                using var use = await views.UseAsync(request, admission, context.RequestAborted);
                if (use is null)
                {
                    await Results.Text($"More than {options.MaxViews} different pages are open; close some, or raise {nameof(PagesOptions.MaxViews)}.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
                    return true;
                }
                try
                {
                    await serve(use.View, admission);
                    return true;
                }
                catch (OperationCanceledException) when (use.View.Ended.IsCancellationRequested && !context.Response.HasStarted)
                {
                    return false;
                }
            }
        }
    }

    private static async Task DocumentAsync(HttpContext context, LiveView view, TimeProvider time)
    {
        var (text, place) = await view.DocumentAsync();
        var address = $"{context.Request.PathBase}{StreamPrefix}{view.Key.Path}{QueryString.Create(PlaceParameter, view.PlaceId(place)).Add(new QueryString(view.Key.Query))}";
        context.Response.StatusCode = view.Status.Code;
        context.Response.ContentType = "text/html; charset=utf-8";
        await text.WriteAsync(context.Response.Body, ValueOf, context.RequestAborted);

        string ValueOf(string name) => name switch
        {
            _ when name == LiveConnection.PlaceOfAddress => WebUtility.HtmlEncode(address),
            _ when name == LiveConnection.PlaceOfView => "live-" + view.Id,
            _ => time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
    }
}
