using Cadre.Dashboard.Actions;
using Cadre.Query;

namespace Cadre.Dashboard.Tests.Actions;

public sealed class PendingActionsTests
{
    private const string Subject = "agent:ada";

    [Fact]
    public async Task Marks_outlive_a_cache_that_starts_over_and_are_never_asked_for()
    {
        using var client = new QueryClient();
        using var observer = client.Observe(PendingActions.Of(Subject));
        using var _ = observer.Subscribe(static _ => { });
        new PendingActions(client).TryBegin(Subject, "resolve").ShouldBeTrue();

        await client.InvalidateAsync(QueryFilter.All);

        client.CountFetching().ShouldBe(0);
        observer.CurrentResult.IsError.ShouldBeFalse();
        observer.CurrentResult.Data!.IsPending.ShouldBeTrue();
    }

    [Fact]
    public void Subject_that_is_marked_is_not_marked_twice()
    {
        using var client = new QueryClient();
        var pending = new PendingActions(client);

        pending.TryBegin(Subject, "resolve").ShouldBeTrue();
        pending.TryBegin(Subject, "retire").ShouldBeFalse();

        pending.End(Subject, "resolve", null, TimeProvider.System, TimeSpan.Zero);
        pending.TryBegin(Subject, "retire").ShouldBeTrue();
    }
}
