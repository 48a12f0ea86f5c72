using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Hub.Access;
using Cadre.Hub.Limits;
using Cadre.Hub.Native;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Projects;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Ingest;

/// <summary>Events coming in: batches in the native or the fleet dialect.</summary>
internal sealed class IngestEndpoints(WorkspaceRequests requests, HubLimits limits)
{
    private static readonly ImmutableArray<string> Dialects = ["native", "fleet"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<IngestEndpoints>();
        routes.MapOperation(EventOperations.Post, endpoints.PostEventsAsync);
        routes.MapOperation(ProjectOperations.Messages, endpoints.PostMessagesAsync);
    }

    private async Task PostEventsAsync(HttpContext context)
    {
        var dialect = QueryValues.OneOf(context.Request, "dialect", Dialects) == "fleet" ? Dialect.Fleet : Dialect.Native;
        var atomic = QueryValues.Flag(context.Request, "atomic");
        await TakeAsync(context, await requests.WorkspaceAsync(context), dialect, atomic);
    }

    private async Task PostMessagesAsync(HttpContext context) =>
        await TakeAsync(context, await requests.ProjectAsync(context), Dialect.Fleet, atomic: false);

    private async Task TakeAsync(HttpContext context, Workspace workspace, Dialect dialect, bool atomic)
    {
        var caller = Caller.Of(context);
        var (items, digest) = await new IngestReader(dialect, workspace.Info.ProjectId, limits).ReadAsync(context);
        RefuseForbidden(items, caller, workspace.Current.State);
        var readable = items.Where(item => item.Unit is not null).Select(item => item.Unit!.Value).ToImmutableArray();
        var isHopeless = atomic && items.Any(item => item.Problem is not null);

        var instance = ProblemWriter.InstanceOf(context.Request);
        var reply = await workspace.ExecuteAsync(
            new FleetCommand
            {
                Units = isHopeless ? [] : readable,
                Atomic = atomic,
                Key = Preconditions.Key(context.Request, caller, digest),
                Actor = caller.Actor,
                Respond = outcome => outcome.Refusal is { Code: ProblemKinds.IdempotencyMismatch } mismatch
                    ? Refusals.Of(mismatch, instance)
                    : new IngestResults(items, outcome).ToReply(atomic, instance),
            },
            context.RequestAborted);
        await ReplyWriter.WriteAsync(context, reply);
    }

    private static void RefuseForbidden(List<IngestItem> items, Caller caller, FleetState state)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Unit is { } unit && ProposalPolicy.Check(caller, state, unit) is { } forbidden)
                items[i] = new IngestItem(null, Problem: forbidden);
        }
    }
}
