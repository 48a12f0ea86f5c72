using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Tests.Native;
using Cadre.Hub.Tests.OpenApi;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Tests.Fuzz;

/// <summary>Whatever a body holds: never a fault, always a problem, and a log that only holds what was accepted.</summary>
public sealed class BodyFuzzTests
{
    private static readonly (string Operation, string Method, string Path, string Body)[] Right =
    [
        ("createAgent", "POST", "/agents", """{"id":"new","type":"worker","status":"running","provider":"p","maturity":"collaborative","currentTask":{"id":1,"title":"t"},"blocker":"b","progress":5,"contextTokens":7,"tasksCompleted":1,"riskScore":3,"blockedTasks":["x"],"dependencies":["a"],"delayedOutputs":["y"],"meta":{"k":[1,{"z":null}]}}"""),
        ("updateAgent", "PATCH", "/agents/a", """{"status":"blocked","riskScore":12.5,"blockedTasks":["x","y"],"dependencies":["b"],"meta":{"k":1},"progress":null,"blocker":"keys"}"""),
        ("createTask", "POST", "/tasks", """{"id":77,"title":"t","blockedBy":[1,2]}"""),
        ("updateTask", "PATCH", "/tasks/1", """{"title":"t","status":"in_progress","progress":50}"""),
        ("assignTask", "POST", "/tasks/1/assign", """{"agentId":"a"}"""),
        ("blockTask", "POST", "/tasks/2/block", """{"blockedBy":[1]}"""),
        ("addActivity", "POST", "/activity", """{"type":"note","agent":"a","message":"m","detail":{"x":1}}"""),
        ("acquireClaim", "POST", "/claims", """{"agentId":"a","resource":"path:src/**","mode":"shared","ttlSeconds":60,"note":"n"}"""),
        ("renewClaim", "POST", "/claims/claim-1/renew", """{"ttlSeconds":60}"""),
        ("postEvents", "POST", "/events", """[{"type":"agent.created","data":{"agent":{"id":"e","status":"idle"}}},{"type":"agent.updated","data":{"agentId":"a","changes":{"status":"idle"},"timestamp":1700000000000}},{"type":"task.created","data":{"task":{"id":9,"title":"t","status":"pending"}}},{"type":"task.status_changed","data":{"taskId":9,"status":"completed","timestamp":1}},{"type":"claim.acquired","data":{"claim":{"agentId":"a","resource":"port:1","expiresAt":1}}}]"""),
        ("postEvents", "POST", "/events?atomic=true", """[{"type":"fleet.resynced","data":{"agents":[{"id":"a"}],"tasks":[{"id":1,"title":"t","blockedBy":[2]}],"activity":[{"timestamp":"2026-01-01T00:00:00Z","type":"n","agent":"a","message":"m"}],"timestamp":5}}]"""),
        ("postEvents", "POST", "/events?dialect=fleet", """[{"type":"agent_created","project_id":1,"timestamp":"2026-01-01T00:00:00Z","agent_id":"f","agent_type":"backend"},{"type":"agent_status_changed","agent_id":"f","status":"working","current_task":{"id":3,"title":"x"},"timestamp":1700000000000},{"type":"blocker_created","agent_id":"f","blocker":"b","timestamp":"2026-01-01T00:00:00Z"},{"type":"progress_updated","completed_tasks":1,"total_tasks":2,"percentage":50,"timestamp":1}]"""),
        ("updateExecutiveAgent", "POST", "!/api/agents/a", """{"status":"resolved","riskScore":0,"blockedTasks":[],"dependencies":["b"],"delayedOutputs":["r"],"meta":{"kpi":1.0}}"""),
        ("postProjectMessages", "POST", "!/api/projects/1/messages", """{"type":"task_assigned","project_id":1,"task_id":5,"agent_id":"a","task_title":"t","timestamp":1700000000000}"""),
        ("createWorkspace", "POST", "!/api/workspaces", """{"id":"default","template":"empty"}"""),
        ("createToken", "POST", "!/api/tokens", """{"workspace":"default","role":"viewer","name":"n"}"""),
    ];

    [Fact]
    public async Task No_body_breaks_the_hub_or_its_log()
    {
        await using var hub = await NativeHub.StartAsync();
        await hub.AddAgentAsync("a");
        await hub.AddAgentAsync("b");
        await hub.AddTaskAsync("one");
        await hub.AddTaskAsync("two");
        var document = await ApiDocument.OfAsync(hub);
        var workspace = (await hub.Get<WorkspaceHost>().Registry.FindAsync("default", TestContext.Current.CancellationToken))!;

        await FuzzRun.RunAsync(async random =>
        {
            var (operation, method, path, right) = Right[random.Next(Right.Length)];
            var body = new JsonMutator(random).Mutate(right);
            var before = workspace.Current.Sequence;

            using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('!') ? path[1..] : NativeHub.Root + path);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(operation == "postEvents" && random.Next(2) == 0 ? "application/x-ndjson" : "application/json");
            using var response = await hub.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var reply = await Reply.ReadAsync(response);

            var sent = $"{method} {path} {Encoding.UTF8.GetString(body)}\n{(int)reply.Status} {reply.Body}";
            ((int)reply.Status).ShouldBeLessThan(500, sent);
            document.ShouldForesee(operation, reply);
            if (!response.IsSuccessStatusCode || (reply.Json.TryGetProperty("accepted", out var accepted) && accepted.GetInt32() == 0))
                workspace.Current.Sequence.ShouldBe(before, sent);
        });

        await ShouldBeWholeAsync(hub, workspace);
    }

    /// <summary>The log can be read from its beginning, makes up the state, and holds nothing that the document does not foresee.</summary>
    private static async Task ShouldBeWholeAsync(TestHub hub, Workspace workspace)
    {
        var document = await ApiDocument.OfAsync(hub);
        var point = workspace.Current;
        string? cursor = null;
        long sequence = 0;
        JsonElement page;
        do
        {
            var reply = await hub.GetAsync($"{NativeHub.Root}/events?limit=1000{(cursor is null ? "" : "&after=" + cursor)}");
            document.ShouldForesee("listEvents", reply);
            page = reply.ShouldBeOk();
            foreach (var e in page.GetProperty("events").EnumerateArray())
                e.Number("sequence").ShouldBe(++sequence);
            cursor = page.Text("cursor");
        }
        while (page.GetProperty("more").GetBoolean());

        sequence.ShouldBe(point.Sequence);
        document.ShouldForesee("getState", await hub.GetAsync(NativeHub.Root + "/state"));
        var rebuilt = (await workspace.AtAsync(point.Cursor.At(point.Sequence - 1), TestContext.Current.CancellationToken)).ShouldNotBeNull();
        rebuilt.Sequence.ShouldBe(point.Sequence - 1);
    }
}
