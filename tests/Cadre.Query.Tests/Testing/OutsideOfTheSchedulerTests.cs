using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed class OutsideOfTheSchedulerTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly QueryDefinition<string> _query = new(["a"], _ => Task.FromResult("data"));

    [Fact]
    public async Task Fetch_that_would_leave_the_scheduler_fails_and_says_so()
    {
        using var client = _scheduler.CreateClient();

        var error = await Should.ThrowAsync<InvalidOperationException>(client.FetchAsync(_query));

        error.Message.ShouldContain("TestScheduler.Run");
    }

    [Fact]
    public async Task Same_fetch_within_it_succeeds()
    {
        using var client = _scheduler.CreateClient();

        (await _scheduler.RunAsync(() => client.FetchAsync(_query))).ShouldBe("data");
    }

    [Fact]
    public async Task Client_of_no_test_needs_no_context()
    {
        using var client = new QueryClient();

        (await client.FetchAsync(_query)).ShouldBe("data");
    }
}
