using System.Globalization;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Access;
using Cadre.Hub.Limits;
using Cadre.Hub.Problems;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>What most endpoints do: find the workspace, and turn a request into a command and its answer.</summary>
internal sealed class WorkspaceRequests(WorkspaceHost host, HubLimits limits)
{
    /// <summary>The workspace that the path names.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public async ValueTask<Workspace> WorkspaceAsync(HttpContext context)
    {
        var id = RouteIds.Text(context, "ws");
        return await host.Registry.FindAsync(id, context.RequestAborted) ?? throw new ProblemException(RouteProblems.NotFound("workspace", id));
    }

    /// <summary>The workspace whose project number the path names.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public async ValueTask<Workspace> ProjectAsync(HttpContext context)
    {
        var id = RouteIds.Text(context, "project");
        var workspace = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await host.Registry.FindAsync(number, context.RequestAborted)
            : null;
        return workspace ?? throw new ProblemException(RouteProblems.NotFound("project", id) with
        {
            Expected = "the number of a workspace; GET /api/workspaces lists them as projectId",
        });
    }

    /// <summary>Answers with members that depend on the state now.</summary>
    public async Task ReadAsync(HttpContext context, Action<Utf8JsonWriter, FleetPoint> members)
    {
        var point = (await WorkspaceAsync(context)).Current;
        await ReplyWriter.WriteAsync(context, Replies.Members(point, members));
    }

    /// <summary>Proposes one event that the body describes, and answers once it is durable.</summary>
    /// <param name="context">The request.</param>
    /// <param name="propose">Reads the event from the body.</param>
    /// <param name="succeed">Makes the answer when the event was accepted, or changed nothing.</param>
    public async Task WriteAsync(HttpContext context, Func<JsonElement, FleetEvent> propose, Func<CommandOutcome, Reply> succeed)
    {
        var workspace = await WorkspaceAsync(context);
        var caller = Caller.Of(context);
        using var body = await JsonBody.ReadAsync(context, limits);
        var proposal = propose(body.Root);
        if (ProposalPolicy.Check(caller, workspace.Current.State, proposal) is { } forbidden)
            throw new ProblemException(Problem.From(forbidden));

        var instance = ProblemWriter.InstanceOf(context.Request);
        var reply = await workspace.ExecuteAsync(
            new FleetCommand
            {
                Units = [new CommandUnit([proposal])],
                ExpectedVersion = Preconditions.ExpectedVersion(context.Request),
                Key = Preconditions.Key(context.Request, caller, body.Bytes),
                Actor = caller.Actor,
                Respond = outcome => outcome.Refusal is { } refusal ? Refusals.Of(refusal, instance) : succeed(outcome),
            },
            context.RequestAborted);
        await ReplyWriter.WriteAsync(context, reply);
    }

    /// <summary>The value that a reader of the domain made, or its refusal as a problem.</summary>
    public static T Required<T>(T? value, FleetProblem? problem) where T : class => value ?? throw new ProblemException(Problem.From(problem!));
}
