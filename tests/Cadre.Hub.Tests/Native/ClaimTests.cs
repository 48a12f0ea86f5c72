using System.Net;

namespace Cadre.Hub.Tests.Native;

public sealed class ClaimTests : IAsyncLifetime
{
    private const string Claims = NativeHub.Root + "/claims";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await NativeHub.StartAsync();
        await _hub.AddAgentAsync("a");
        await _hub.AddAgentAsync("b");
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Overlapping_claim_is_a_conflict_that_names_the_holder()
    {
        (await _hub.PostAsync(Claims, """{"agentId":"a","resource":"path:src/**","ttlSeconds":60,"note":"refactoring"}""")).ShouldBeOk(HttpStatusCode.Created);

        var problem = (await _hub.PostAsync(Claims, """{"agentId":"b","resource":"path:src/main.cs"}""")).ShouldBeProblem(409, "conflict");

        var holder = problem.GetProperty("holders").EnumerateArray().Single();
        holder.Text("agentId").ShouldBe("a");
        holder.Text("resource").ShouldBe("path:src/**");
        holder.Number("expiresAt").ShouldBeGreaterThan(0);
        (await _hub.GetAsync(Claims)).ShouldBeOk().Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Shared_claims_do_not_exclude_each_other()
    {
        (await _hub.PostAsync(Claims, """{"agentId":"a","resource":"db:main","mode":"shared"}""")).ShouldBeOk(HttpStatusCode.Created);
        (await _hub.PostAsync(Claims, """{"agentId":"b","resource":"db:main","mode":"shared"}""")).ShouldBeOk(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Claiming_again_renews()
    {
        var first = (await _hub.PostAsync(Claims, """{"agentId":"a","resource":"port:1","ttlSeconds":10}""")).ShouldBeOk(HttpStatusCode.Created).GetProperty("state");

        var again = (await _hub.PostAsync(Claims, """{"agentId":"a","resource":"port:1","ttlSeconds":600}""")).ShouldBeOk().GetProperty("state");

        again.Text("id").ShouldBe(first.Text("id"));
        again.Number("expiresAt").ShouldBeGreaterThan(first.Number("expiresAt"));
    }

    [Fact]
    public async Task Claim_is_renewed_and_released()
    {
        var reply = await _hub.PostAsync(Claims, """{"agentId":"a","resource":"port:1","ttlSeconds":10}""");
        var claim = reply.ShouldBeOk(HttpStatusCode.Created).GetProperty("state");
        var path = reply.Headers.Location!.OriginalString;

        var renewed = (await _hub.SendAsync(HttpMethod.Post, path + "/renew")).ShouldBeOk().GetProperty("state");
        renewed.Number("expiresAt").ShouldBeGreaterThan(claim.Number("expiresAt"));
        (await _hub.DeleteAsync(path, ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");
        (await _hub.DeleteAsync(path)).ShouldBeOk();

        (await _hub.DeleteAsync(path)).ShouldBeProblem(404, "not-found");
        (await _hub.PostAsync(path + "/renew", "{}")).ShouldBeProblem(404, "not-found");
        (await _hub.PostAsync(Claims, """{"agentId":"b","resource":"port:1"}""")).ShouldBeOk(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"agentId":"a"}""", 422, "invalid-value")]
    [InlineData("""{"agentId":"a","resource":"nonsense"}""", 422, "invalid-value")]
    [InlineData("""{"agentId":"a","resource":"port:1","ttlSeconds":0}""", 422, "invalid-value")]
    [InlineData("""{"agentId":"a","resource":"port:1","ttlSeconds":86401}""", 422, "invalid-value")]
    [InlineData("""{"agentId":"a","resource":"port:1","mode":"mine"}""", 422, "invalid-value")]
    [InlineData("""{"agentId":"a","resource":"port:1","until":1}""", 422, "unknown-member")]
    [InlineData("""{"agentId":"nobody","resource":"port:1"}""", 404, "not-found")]
    public async Task Wrong_claim_is_refused(string body, int status, string code)
    {
        (await _hub.PostAsync(Claims, body)).ShouldBeProblem(status, code);
        (await _hub.GetAsync(Claims)).Json.Number("total").ShouldBe(0);
    }
}
