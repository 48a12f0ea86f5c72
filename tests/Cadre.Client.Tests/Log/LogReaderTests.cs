using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests.Faults;

namespace Cadre.Client.Tests.Log;

public sealed class LogReaderTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada");

    private HubHost _hub = null!;
    private HttpClient _http = null!;
    private HubApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _http = HubHttp.Create(_hub.Address);
        _api = new HubApi(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Pages_lead_back_to_the_beginning_and_have_every_event_once()
    {
        var head = await SayAsync(250);
        var pages = await AllAsync(null, null);
        pages.Select(page => page.Events.Length).ShouldBe([100, 100, 50]);
        Sequences(pages).ShouldBe(Down(head.Sequence, 1));
        pages[0].Next.ShouldBe(head with { Sequence = head.Sequence - 99 });
        pages[0].Reached.ShouldBe(new LogPoint(head.Sequence - 99, pages[0].Events[^1].Time));
    }

    [Fact]
    public async Task Begins_before_the_event_that_is_named()
    {
        var head = await SayAsync(20);
        (await _api.GetEventsBeforeAsync(head with { Sequence = 4 })).Events.Select(fact => fact.Cursor.Sequence).ShouldBe([3, 2, 1]);
        var nothing = await _api.GetEventsBeforeAsync(head with { Sequence = 1 });
        (nothing.Events.Length, nothing.Next, nothing.Scanned, nothing.Reached).ShouldBe((0, null, 0, null));
        (await _api.GetEventsBeforeAsync(head with { Sequence = 1_000 })).Events.Length.ShouldBe(20);
    }

    [Fact]
    public async Task A_log_without_events_has_a_page_without_events()
    {
        (await _api.GetEventsBeforeAsync()).ShouldBe(new EventPage([], null, 0, null));
        var range = await new LogReader(_api).RangeAsync(TestContext.Current.CancellationToken);
        (range.State, range.Cursor.Sequence).ShouldBe((new LogRange(null, null), 0));
    }

    [Fact]
    public async Task A_cursor_of_another_log_is_refused_with_what_would_be_right()
    {
        var head = await SayAsync(1);
        var refused = await Should.ThrowAsync<HubNotFoundException>(() => _api.GetEventsBeforeAsync(new StreamCursor("elsewhere", 3)));
        refused.Message.ShouldContain("elsewhere:3");
        refused.Message.ShouldContain(head.ToString());
    }

    [Fact]
    public async Task Filters_keep_what_matches_and_go_on_behind_what_was_looked_at()
    {
        await _api.CreateAgentAsync(Ada);
        await _api.CreateTaskAsync("build", new TaskId(17));
        var assigned = await _api.AssignTaskAsync(new TaskId(17), Ada);
        await SayAsync(1_200);
        foreach (var filter in new EventFilter[] { new() { Types = [EventTypes.TaskAssigned] }, new() { Agent = Ada, Types = [EventTypes.TaskAssigned, EventTypes.ClaimAcquired] } })
        {
            var page = await _api.GetEventsBeforeAsync(filter: filter);
            page.Events.ShouldHaveSingleItem().Cursor.ShouldBe(assigned.Cursor);
            (page.Next, page.Reached!.Sequence).ShouldBe((null, 1));
        }
        (await _api.GetEventsBeforeAsync(filter: new EventFilter { Task = new TaskId(17) })).Events.Select(fact => fact.Type).ShouldBe([EventTypes.TaskAssigned, EventTypes.TaskCreated]);
        (await _api.GetEventsBeforeAsync(filter: new EventFilter { Agent = AgentId.Parse("nobody") })).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_without_matches_ends_after_5000_events_and_says_where_to_go_on()
    {
        await _api.CreateAgentAsync(Ada);
        var head = await SayAsync(5_600);
        var filter = new EventFilter { Types = [EventTypes.AgentCreated] };
        var first = await _api.GetEventsBeforeAsync(filter: filter);
        (first.Events.Length, first.Scanned, first.Next).ShouldBe((0, 5_000, head with { Sequence = head.Sequence - 4_999 }));
        var second = await _api.GetEventsBeforeAsync(first.Next, filter);
        (second.Events.ShouldHaveSingleItem().Cursor.Sequence, second.Scanned, second.Next).ShouldBe((1, (int)head.Sequence - 5_000, null));
    }

    [Fact]
    public async Task Where_the_log_begins_later_pages_and_range_begin_there()
    {
        await using var hub = await HubHost.StartAsync(options =>
        {
            options.Retention.Events = 120;
            options.SnapshotInterval = 100;
        });
        using var http = HubHttp.Create(hub.Address);
        var api = new HubApi(http);
        using var limit = new CancellationTokenSource(TestKit.Patience.Deadline);
        // Only what a snapshot covers goes, and snapshots come after a while.
        while (await OldestAsync() == 1)
        {
            await SayAsync(60, api);
            await Task.Delay(100, limit.Token);
        }
        long oldest;
        do
        {
            (oldest, var head) = (await OldestAsync(), (await api.GetStateAsync(limit.Token)).Cursor);
            var (pages, range) = (await AllAsync(null, null, api), await new LogReader(api).RangeAsync(limit.Token));
            using var client = new Query.QueryClient();
            var recent = await client.FetchAsync(new FleetQueries(api).RecentEvents);
            // What goes meanwhile is another try.
            if (oldest != await OldestAsync()) continue;
            Sequences(pages).ShouldBe(Down(head.Sequence, oldest));
            (range.Cursor, range.State.Oldest!.Sequence, range.State.Newest!.Sequence).ShouldBe((head, oldest, head.Sequence));
            recent.State.Select(fact => fact.Cursor.Sequence).ShouldBe(Down(head.Sequence, Math.Max(oldest, head.Sequence - FleetQueries.MostRecentEvents + 1)));
        }
        while (oldest != await OldestAsync());

        async Task<long> OldestAsync() => (await api.GetEventsAsync(limit: 1, cancellationToken: limit.Token)).Events.FirstOrDefault()?.Cursor.Sequence ?? 1;
    }

    private static IEnumerable<long> Sequences(IEnumerable<EventPage> pages) => pages.SelectMany(page => page.Events).Select(fact => fact.Cursor.Sequence);

    private static IEnumerable<long> Down(long from, long to)
    {
        for (var i = from; i >= to; i--) yield return i;
    }

    private async Task<List<EventPage>> AllAsync(StreamCursor? before, EventFilter? filter, HubApi? api = null)
    {
        List<EventPage> pages = [await (api ?? _api).GetEventsBeforeAsync(before, filter)];
        while (pages[^1].Next is { } next) pages.Add(await (api ?? _api).GetEventsBeforeAsync(next, filter));
        return pages;
    }

    private async Task<StreamCursor> SayAsync(int count, HubApi? api = null) => (await (api ?? _api).SendEventsAsync(Enumerable.Range(1, count).Select(number =>
        new ActivityAdded(new ActivityItem { Timestamp = "2026-01-01T00:00:00.000Z", Type = "note", Agent = "system", Message = $"{number}" })))).Cursor;
}
