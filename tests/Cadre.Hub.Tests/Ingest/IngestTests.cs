using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cadre.Hub.Tests.Native;

namespace Cadre.Hub.Tests.Ingest;

public sealed class IngestTests : IAsyncLifetime
{
    private const string Events = NativeHub.Root + "/events";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Lines_are_decided_one_by_one()
    {
        var answer = (await PostLinesAsync("""
            {"type":"agent.created","data":{"agent":{"id":"a"}}}

            {"type":"agent.updated","data":{"agentId":"nobody","changes":{"status":"idle"},"timestamp":1}}
            {"type":"agent.updated","data":
            {"type":"agent.retired","data":{"agentId":"a","timestamp":0}}
            """)).ShouldBeOk();

        (answer.Number("accepted"), answer.Number("ignored"), answer.Number("rejected")).ShouldBe((2, 0, 2));
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        results.Select(r => r.Number("index")).ShouldBe([0, 1, 2, 3]);
        results.Select(r => r.Text("result")).ShouldBe(["accepted", "rejected", "rejected", "accepted"]);
        results[0].Number("sequence").ShouldBe(1);
        results[0].Number("events").ShouldBe(1);
        results[1].GetProperty("problem").Text("code").ShouldBe("not-found");
        results[2].GetProperty("problem").Text("code").ShouldBe("malformed-json");
        answer.Text("cursor").ShouldBe(await _hub.CursorAsync());
        answer.Text("cursor").ShouldEndWith(":2");
    }

    [Fact]
    public async Task Array_and_single_object_are_taken_too()
    {
        (await _hub.PostAsync(Events, """[{"type":"agent.created","data":{"agent":{"id":"a"}}},{"type":"agent.created","data":{"agent":{"id":"b"}}}]"""))
            .ShouldBeOk().Number("accepted").ShouldBe(2);
        (await _hub.PostAsync(Events, """{"type":"agent.created","data":{"agent":{"id":"c"}}}""")).ShouldBeOk().Number("accepted").ShouldBe(1);
        (await _hub.PostAsync(Events, "[]")).ShouldBeOk().GetProperty("results").GetArrayLength().ShouldBe(0);
        (await _hub.GetAsync(NativeHub.Root + "/agents")).Json.Ids().ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Atomic_batch_with_a_refused_item_writes_nothing()
    {
        const string batch = """
            [{"type":"agent.created","data":{"agent":{"id":"a"}}},{"type":"agent.updated","data":{"agentId":"nobody","changes":{"status":"idle"},"timestamp":1}}]
            """;

        var refused = (await _hub.PostAsync(Events + "?atomic=true", batch)).ShouldBeProblem(422, "invalid-value");

        (refused.Number("accepted"), refused.Number("ignored"), refused.Number("rejected")).ShouldBe((0, 1, 1));
        refused.GetProperty("results")[1].GetProperty("problem").Text("code").ShouldBe("not-found");
        (await _hub.CursorAsync()).ShouldEndWith(":0");
        (await _hub.PostAsync(Events + "?atomic=false", batch)).ShouldBeOk().Number("accepted").ShouldBe(1);
    }

    [Fact]
    public async Task Atomic_batch_with_an_unreadable_item_writes_nothing()
    {
        var refused = (await PostLinesAsync("""
            {"type":"agent.created","data":{"agent":{"id":"a"}}}
            {"type":"agent.exploded","data":{}}
            """, "?atomic=true")).ShouldBeProblem(422, "invalid-value");

        refused.GetProperty("results").EnumerateArray().Select(r => r.Text("result")).ShouldBe(["ignored", "rejected"]);
        (await _hub.CursorAsync()).ShouldEndWith(":0");
    }

    [Fact]
    public async Task Atomic_batch_in_which_all_is_right_is_written_whole()
    {
        (await _hub.PostAsync(Events + "?atomic=true", """[{"type":"agent.created","data":{"agent":{"id":"a"}}},{"type":"agent.retired","data":{"agentId":"a","timestamp":0}}]"""))
            .ShouldBeOk().Number("accepted").ShouldBe(2);
    }

    [Fact]
    public async Task Log_of_one_hub_feeds_another()
    {
        await _hub.AddAgentAsync("a");
        await _hub.AddTaskAsync("build");
        await _hub.PostAsync(NativeHub.Root + "/tasks/1/assign", """{"agentId":"a"}""");
        await _hub.PatchAsync(NativeHub.Root + "/tasks/1", """{"status":"completed"}""");
        var log = (await _hub.GetAsync(Events)).ShouldBeOk().GetProperty("events");
        await using var other = await NativeHub.StartAsync();

        var answer = (await other.PostAsync(Events, log.GetRawText())).ShouldBeOk();

        answer.Number("rejected").ShouldBe(0, answer.GetRawText());
        var (here, there) = ((await _hub.StateAsync()).GetProperty("state"), (await other.StateAsync()).GetProperty("state"));
        here.GetProperty("agents")[0].Text("status").ShouldBe(there.GetProperty("agents")[0].Text("status"));
        here.GetProperty("tasks")[0].Text("status").ShouldBe(there.GetProperty("tasks")[0].Text("status"));
        here.GetProperty("progress").GetRawText().ShouldBe(there.GetProperty("progress").GetRawText());
    }

    [Fact]
    public async Task Flat_messages_are_taken_in_the_fleet_dialect_and_on_the_project()
    {
        const string message = """{"type":"agent_created","project_id":1,"timestamp":1700000000000,"agent_id":"a","agent_type":"backend"}""";

        (await PostLinesAsync(message, "?dialect=fleet")).ShouldBeOk().Number("accepted").ShouldBe(1);
        (await _hub.PostAsync("/api/projects/1/messages", message.Replace("\"a\"", "\"b\"", StringComparison.Ordinal))).ShouldBeOk().Number("accepted").ShouldBe(1);
        (await _hub.GetAsync(NativeHub.Root + "/agents")).Json.Ids().ShouldBe(["a", "b"]);
        (await _hub.PostAsync("/api/projects/7/messages", message)).ShouldBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("""{"data":{}}""", "/type")]
    [InlineData("""{"type":7,"data":{}}""", "/type")]
    [InlineData("""{"type":"agent.created"}""", "/data")]
    [InlineData("""{"type":"agent.created","data":[]}""", "/data")]
    [InlineData("""{"type":"agent.made","data":{}}""", "/type")]
    public async Task Unreadable_item_is_rejected_with_its_place(string item, string pointer)
    {
        var answer = (await _hub.PostAsync(Events, $"[{item}]")).ShouldBeOk();

        answer.GetProperty("results")[0].GetProperty("problem").Text("pointer").ShouldBe(pointer, answer.GetRawText());
    }

    [Theory]
    [InlineData("?dialect=klingon", "query:dialect")]
    [InlineData("?atomic=yes", "query:atomic")]
    [InlineData("?batch=1", "query:batch")]
    public async Task Wrong_query_is_refused(string query, string pointer)
    {
        (await _hub.PostAsync(Events + query, "[]")).ShouldBeProblem(400, "bad-query").Text("pointer").ShouldBe(pointer);
    }

    [Fact]
    public async Task Batch_with_too_many_items_is_refused_with_the_limit()
    {
        await using var hub = await TestHub.StartAsync(o => o.Limits.BatchItems = 3);
        var lines = string.Concat(Enumerable.Repeat("{}\n", 4));

        (await PostLinesAsync(lines, hub: hub)).ShouldBeProblem(413, "body-too-large").Number("limit").ShouldBe(3);
        (await hub.PostAsync(Events, "[{},{},{},{}]")).ShouldBeProblem(413, "body-too-large");
        (await PostLinesAsync("{}\n{}\n{}", hub: hub)).ShouldBeOk().Number("rejected").ShouldBe(3);
    }

    [Fact]
    public async Task Batch_may_be_larger_than_a_single_body_but_no_line_may()
    {
        await using var hub = await TestHub.StartAsync(o => (o.Template, o.Limits.BodyBytes, o.Limits.BatchBytes) = ("empty", 2_000, 20_000));
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => """{"type":"agent.created","data":{"agent":{"id":"a#"}}}""".Replace("#", $"{i}", StringComparison.Ordinal) + "\n"));

        (await PostLinesAsync(lines, hub: hub)).ShouldBeOk().Number("accepted").ShouldBe(100);
        (await PostLinesAsync(new string(' ', 3_000), hub: hub)).ShouldBeProblem(413, "body-too-large").Number("limit").ShouldBe(2_000);
        (await PostLinesAsync(new string('\n', 21_000), hub: hub)).ShouldBeProblem(413, "body-too-large").Number("limit").ShouldBe(20_000);
    }

    [Fact]
    public async Task Lines_that_arrive_in_pieces_are_put_together()
    {
        var bytes = Encoding.UTF8.GetBytes("""
            {"type":"agent.created","data":{"agent":{"id":"ä"}}}
            {"type":"agent.created","data":{"agent":{"id":"b"}}}
            """.ReplaceLineEndings("\r\n"));
        var content = new PushContent(async (stream, cancellation) =>
        {
            foreach (var b in bytes)
            {
                await stream.WriteAsync(new[] { b }, cancellation);
                await stream.FlushAsync(cancellation);
            }
        });
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await _hub.Http.PostAsync(Events, content, TestContext.Current.CancellationToken);

        (await Reply.ReadAsync(response)).ShouldBeOk().Number("accepted").ShouldBe(2);
    }

    [Fact]
    public async Task Repeated_batch_with_its_key_is_written_once()
    {
        const string line = """{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00Z","type":"note","agent":"a","message":"m"}}""";
        var first = await PostLinesAsync(line, key: "k");
        var again = await PostLinesAsync(line, key: "k");

        first.ShouldBeOk().Number("accepted").ShouldBe(1);
        again.Body.ShouldBe(first.Body);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await PostLinesAsync(line + "\n\n", key: "k")).ShouldBeProblem(422, "idempotency-mismatch");
        (await _hub.CursorAsync()).ShouldEndWith(":1");
    }

    private async Task<Reply> PostLinesAsync(string lines, string query = "", string? key = null, TestHub? hub = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Events + query);
        request.Content = new StringContent(lines, Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await (hub ?? _hub).Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.ReadAsync(response);
    }

    private sealed class PushContent(Func<Stream, CancellationToken, Task> push) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => push(stream, TestContext.Current.CancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
