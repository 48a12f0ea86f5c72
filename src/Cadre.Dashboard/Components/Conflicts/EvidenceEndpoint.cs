using Cadre.Client;
using Cadre.Dashboard.Components.Activity;
using Cadre.Dashboard.Components.Details;
using Cadre.Dashboard.Sessions;
using Cadre.Live;
using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Leads from a reason to the event that said it, or else to all events of whom it is about.</summary>
internal static class EvidenceEndpoint
{
    // Further back than anybody would scroll.
    private const int MostPages = 10;

    public static void MapEvidence(this IEndpointRouteBuilder endpoints)
    {
        var host = endpoints.ServiceProvider.GetRequiredService<IPageHost>();
        endpoints.MapGet("/w/{workspace}" + EvidenceAddress.Path, Lead);

        Task Lead(HttpContext context) => host.AnswerAsync(context, session => LeadAsync(context, session));
    }

    private static async Task<IResult> LeadAsync(HttpContext context, FleetSession session)
    {
        var request = context.Request.Query;
        var scope = new FleetScope(session, request["at"].ToString() is { Length: > 0 } at ? at : null);
        var about = ActivityFilter.Of(null, request["agent"], request["task"], null);
        var found = about.IsEmpty || Cause.Named(request["of"]) is not { } cause ? null : await FindAsync(scope, cause, about.Events, context.RequestAborted);
        return Results.Redirect(found is { } sequence ? EventAddress.Of(scope, sequence) : scope.Href("/activity" + about.Query()));
    }

    private static async Task<long?> FindAsync(FleetScope scope, Cause cause, EventFilter about, CancellationToken cancellationToken)
    {
        try
        {
            var next = scope.Moment is { } moment ? After((await scope.Session.Client.EnsureAsync(moment, cancellationToken: cancellationToken)).Cursor) : default(StreamCursor?);
            for (var pages = 0; pages < MostPages; pages++)
            {
                var page = await scope.Session.Store.Api.GetEventsBeforeAsync(next, about with { Types = cause.Types }, cancellationToken);
                if (page.Events.FirstOrDefault(fact => cause.IsSaidBy(fact, about.Task)) is { } said) return said.Cursor.Sequence;
                if (page.Next is null) break;
                next = page.Next;
            }
        }
        catch (Exception error) when (error is HubException or HttpRequestException or TimeoutException or HubContractException)
        {
            // The list says why it cannot be shown, and offers to try again.
        }
        return null;
    }

    private static StreamCursor After(StreamCursor last) => last with { Sequence = last.Sequence + 1 };
}
