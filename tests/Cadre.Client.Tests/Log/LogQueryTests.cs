using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests.Faults;
using Cadre.Query;
using Cadre.TestKit;

namespace Cadre.Client.Tests.Log;

public sealed class LogQueryTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada");

    private readonly List<Exception> _errors = [];
    private readonly List<IDisposable> _watching = [];
    private HubHost _hub = null!;
    private FaultProxy _proxy = null!;
    private FleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _proxy = new FaultProxy(_hub.Address.Port, 1);
        _store = new FleetStore(new CadreOptions { Url = _proxy.Address.ToString(), Stream = Quick, Unhandled = _errors.Add });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watching in _watching) watching.Dispose();
        await _store.DisposeAsync();
        await _proxy.DisposeAsync();
        await _hub.DisposeAsync();
        _errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recent_events_are_those_of_the_log_and_follow_it_one_by_one()
    {
        await _store.Api.CreateAgentAsync(Ada);
        await ConnectAsync();
        var broken = Watch(_store.Queries.RecentEvents, at => !IsWithoutGap(at));
        await Patience.Until(() => Recent.Length == 1, "the first data");
        for (var risk = 1; risk <= 30; risk++) await _store.Api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = risk });
        await Patience.Until(() => Recent.Length == 31, "the events");
        broken.ShouldBeEmpty();
        Recent[0].Fact.ShouldBeOfType<AgentUpdated>().Changes.RiskScore.Value.ShouldBe(30);
        await SameAsLogAsync();
    }

    [Fact]
    public async Task Recent_events_are_bounded_whether_fetched_or_followed()
    {
        await SayAsync(_hub, 400);
        await ConnectAsync();
        Watch(_store.Queries.RecentEvents);
        await Patience.Until(() => Recent.Length == FleetQueries.MostRecentEvents, "the first data");
        var cursor = await SayAsync(_hub, 350);
        await Patience.Until(() => Recent[0].Cursor == cursor, "the events");
        await SameAsLogAsync();
    }

    [Fact]
    public async Task Recent_events_are_complete_after_connections_were_lost_while_events_came()
    {
        await ConnectAsync();
        var broken = Watch(_store.Queries.RecentEvents, at => !IsWithoutGap(at));
        await Patience.Until(() => _store.Client.GetState(_store.Queries.RecentEvents)!.HasData, "the first data");
        StreamCursor cursor = default;
        for (var round = 0; round < 5; round++)
        {
            cursor = await SayAsync(_hub, 30);
            _proxy.CutAll();
            cursor = await SayAsync(_hub, 10);
        }
        await Patience.Until(() => Recent is [var newest, ..] && newest.Cursor == cursor, "the events");
        broken.ShouldBeEmpty();
        await SameAsLogAsync();
    }

    [Fact]
    public async Task Everything_read_from_the_log_is_read_anew_when_the_hub_begins_anew()
    {
        await SayAsync(_hub, 20);
        await ConnectAsync();
        Watch(_store.Queries.RecentEvents);
        Watch(_store.Queries.Range);
        await Patience.Until(() => Recent.Length == 20 && Range?.Newest?.Sequence == 20, "the first data");
        await using var another = await HubHost.StartAsync();
        var head = await SayAsync(another, 7);
        _proxy.Target = another.Address.Port;
        _proxy.CutAll();
        await Patience.Until(() => Recent is { Length: 7 } events && events[0].Cursor == head && Range?.Newest?.Sequence == 7, "the other log");
        head = await SayAsync(another, 1);
        await Patience.Until(() => Recent is { Length: 8 } events && events[0].Cursor == head && Range?.Newest?.Sequence == 8, "what follows");
    }

    [Fact]
    public async Task Nothing_is_read_for_queries_that_nobody_asks_for()
    {
        await ConnectAsync();
        await _store.Stream.WhenAppliedAsync(await SayAsync(_hub, 5)).Within("the events");
        _store.Client.Queries.FindAll(FleetKeys.Log).ShouldBeEmpty();
    }

    [Fact]
    public async Task Range_moves_on_with_the_newest_event()
    {
        var head = await SayAsync(_hub, 3);
        await ConnectAsync();
        Watch(_store.Queries.Range);
        await Patience.Until(() => Range?.Newest?.Sequence == head.Sequence, "the range");
        var log = (await _store.Api.GetEventsAsync()).Events;
        (Range!.Oldest, Range.Newest).ShouldBe((new LogPoint(1, log[0].Time), new LogPoint(3, log[2].Time)));
        head = await SayAsync(_hub, 2);
        await Patience.Until(() => Range.Newest?.Sequence == head.Sequence, "the newest event");
        log = (await _store.Api.GetEventsAsync()).Events;
        (Range.Oldest, Range.Newest).ShouldBe((new LogPoint(1, log[0].Time), new LogPoint(5, log[4].Time)));
    }

    [Fact]
    public async Task Range_of_an_empty_log_begins_with_its_first_event()
    {
        await ConnectAsync();
        Watch(_store.Queries.Range);
        await Patience.Until(() => Range is { Oldest: null, Newest: null }, "the range");
        await SayAsync(_hub, 1);
        await Patience.Until(() => Range is { Oldest.Sequence: 1, Newest.Sequence: 1 }, "the first event");
    }

    [Fact]
    public async Task Progress_history_has_every_report_and_takes_new_ones()
    {
        await _store.Api.CreateTaskAsync("build", new TaskId(1));
        await _store.Api.CreateTaskAsync("test", new TaskId(2));
        await ConnectAsync();
        Watch(_store.Queries.ProgressHistory);
        await Patience.Until(() => History is [(_, 0, 1), (_, 0, 2)], "the first data");
        await _store.Api.UpdateTaskAsync(new TaskId(1), new TaskPatch { Status = FleetTaskStatus.Completed });
        await Patience.Until(() => History is [_, _, (> 0, 1, 2)], "the new point");
        using var fresh = new QueryClient();
        (await fresh.FetchAsync(_store.Queries.ProgressHistory)).State.Select(point => (point.Time, point.Completed, point.Total)).ShouldBe(History);
    }

    [Fact]
    public async Task Endless_pages_go_back_to_the_beginning()
    {
        var head = await SayAsync(_hub, 150);
        using var observer = new InfiniteQueryObserver<EventPage, StreamCursor?>(_store.Client, _store.Queries.Events());
        using var watching = observer.Subscribe(_ => { });
        await Patience.Until(() => observer.CurrentResult is { HasData: true, HasNextPage: true }, "the first page");
        await observer.FetchNextPageAsync().Within("the next page");
        observer.CurrentResult.HasNextPage.ShouldBeFalse();
        var sequences = observer.CurrentResult.Data!.Pages.SelectMany(page => page.Events).Select(fact => fact.Cursor.Sequence).ToList();
        sequences.ShouldBe(Enumerable.Range(1, (int)head.Sequence).Reverse().Select(sequence => (long)sequence));
    }

    private RecordedFact[] Recent => [.. _store.Client.GetData(_store.Queries.RecentEvents)?.State ?? []];

    private LogRange? Range => _store.Client.GetData(_store.Queries.Range)?.State;

    private (long Time, long Completed, long Total)[] History =>
        [.. (_store.Client.GetData(_store.Queries.ProgressHistory)?.State ?? []).Select(point => (point.Time, point.Completed, point.Total))];

    private static LiveStreamOptions Quick(LiveStreamOptions options) => options with { Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)) };

    private static bool IsWithoutGap(StateAt<ImmutableArray<RecordedFact>> at) =>
        at.State.IsEmpty || (at.State[0].Cursor == at.Cursor && at.State.Select((fact, index) => fact.Cursor.Sequence + index).Distinct().Count() == 1);

    private static Task<StreamCursor> SayAsync(HubHost hub, int count) => hub.SendAsync(Enumerable.Range(1, count).Select(number =>
        $$"""{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00.000Z","type":"note","agent":"system","message":"{{number}}"} }"""));

    private async Task ConnectAsync()
    {
        _store.Connect();
        await _store.Stream.WhenLiveAsync().Within("the stream");
    }

    private List<T> Watch<T>(QueryDefinition<T> query, Func<T, bool>? wanted = null) where T : class
    {
        var seen = new List<T>();
        var observer = _store.Client.Observe(query);
        _watching.Add(observer.Subscribe(result =>
        {
            if (result.Data is { } data && wanted?.Invoke(data) == true) lock (seen) seen.Add(data);
        }));
        _watching.Add(observer);
        return seen;
    }

    private async Task SameAsLogAsync()
    {
        var log = (await _store.Api.GetEventsAsync(limit: 10_000)).Events.Reverse().Take(FleetQueries.MostRecentEvents);
        Recent.Select(Told).ShouldBe(log.Select(Told));

        static (StreamCursor, long, string, string, string?) Told(RecordedFact fact) => (fact.Cursor, fact.Time, fact.Type, FactSentence.Of(fact.Fact!), fact.Actor);
    }
}
