using Cadre.Query.Testing;
using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class QueryPersistenceTests
{
    private static readonly QueryDefinition<StoredAgent> Agent = new(["agents", "a"]);

    private readonly TestScheduler _scheduler = new();
    private readonly MemoryStorage _storage = new();
    private readonly List<Exception> _unhandled = [];
    private readonly QueryClient _client;
    private QueryPersistenceOptions _options = new()
    {
        Types = new DataTypes().Add("agent", StoredJson.Default.StoredAgent).Add("text", StoredJson.Default.String),
    };

    public QueryPersistenceTests() => _client = NewClient();

    [Fact]
    public async Task What_one_life_knew_the_next_one_knows()
    {
        await StartAsync(_client);
        _scheduler.Run(() => _client.SetData(Agent, new("a", 1)));
        _scheduler.Advance(1_000);
        _scheduler.Advance(60_000);

        var next = NewClient();
        await StartAsync(next);

        next.GetData(Agent).ShouldBe(new StoredAgent("a", 1));
        next.GetState(Agent)!.DataUpdatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
        _unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_are_gathered_before_they_are_written()
    {
        await StartAsync(_client);
        for (var i = 0; i < 10; i++)
        {
            _scheduler.Run(() => _client.SetData(Agent, new("a", i)));
            _scheduler.Advance(100);
        }
        _storage.Writes.ShouldBe(1);
        _storage.State!.ShouldContain("\"tasks\":9");

        _scheduler.Advance(10_000);
        _storage.Writes.ShouldBe(1, "nothing changed");

        _scheduler.Run(() => _client.Remove(Agent.Key));
        _scheduler.Advance(1_000);
        _storage.Writes.ShouldBe(2);
        _storage.State!.ShouldContain("\"queries\":[]");
    }

    [Fact]
    public async Task End_writes_what_is_not_written_yet()
    {
        var persistence = await StartAsync(_client);
        _scheduler.Run(() => _client.SetData(Agent, new("a", 1)));
        _scheduler.Settle();

        await _scheduler.RunAsync(() => persistence.DisposeAsync().AsTask()).Within("the last write");
        _scheduler.Run(() => _client.SetData(Agent, new("a", 2)));
        _scheduler.Advance(5_000);

        _storage.Writes.ShouldBe(1);
        _storage.State!.ShouldContain("\"tasks\":1");
    }

    [Fact]
    public async Task End_without_a_change_writes_nothing()
    {
        var persistence = await StartAsync(_client);

        await _scheduler.RunAsync(() => persistence.DisposeAsync().AsTask()).Within("the end");

        _storage.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task State_of_another_version_or_too_old_is_not_restored()
    {
        await StartAsync(_client);
        _scheduler.Run(() => _client.SetData(Agent, new("a", 1)));
        _scheduler.Advance(1_000);
        var (other, late) = (NewClient(), NewClient());

        _options = _options with { Version = "2" };
        await StartAsync(other);
        _options = _options with { Version = "", MaxAge = TimeSpan.FromSeconds(10) };
        _scheduler.Advance(10_001);
        await StartAsync(late);

        other.Queries.Count.ShouldBe(0);
        late.Queries.Count.ShouldBe(0);
        _unhandled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"version":"","savedAt":1000000,"queries":7}""")]
    public async Task State_that_cannot_be_read_is_told_and_replaced(string state)
    {
        _storage.State = state;

        await StartAsync(_client);
        _scheduler.Run(() => _client.SetData(Agent, new("a", 1)));
        _scheduler.Advance(1_000);

        _unhandled.Count.ShouldBe(1);
        _storage.State.ShouldContain("\"tasks\":1");
    }

    [Fact]
    public async Task Storage_that_fails_is_told_and_tried_again_at_the_next_change()
    {
        _storage.Failure = new IOException("disk full");
        await StartAsync(_client);
        _scheduler.Run(() => _client.SetData(Agent, new("a", 1)));
        _scheduler.Advance(1_000);
        _unhandled.Select(error => error.Message).ShouldBe(["disk full", "disk full"], "once when read, once when written");

        _storage.Failure = null;
        _scheduler.Run(() => _client.SetData(Agent, new("a", 2)));
        _scheduler.Advance(1_000);

        _storage.State!.ShouldContain("\"tasks\":2");
    }

    [Fact]
    public async Task What_cannot_be_written_stays_out_and_keeps_nothing_else_out()
    {
        _scheduler.Online.IsOnline = false;
        await StartAsync(_client);
        _scheduler.Run(() =>
        {
            _client.SetData(Agent, new("a", 1));
            _client.SetData(new QueryDefinition<DateTime>(["when"]), default);
            _client.SetData(new QueryDefinition<string>([new StoredAgent("a", 1)]), "x");
            _ = _client.MutateAsync(new MutationDefinition<string, string>((name, _) => Task.FromResult(name)) { Key = ["add"] }, "x");
            _ = _client.MutateAsync(new MutationDefinition<DateTime, string>((_, _) => Task.FromResult("")), default);
        });
        _scheduler.Advance(1_000);

        var next = NewClient();
        await StartAsync(next);

        next.Queries.FindAll().ShouldHaveSingleItem().Key.ShouldBe(Agent.Key);
        next.Mutations.FindAll().ShouldHaveSingleItem().State.UntypedVariables.Value.ShouldBe("x");
        _unhandled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_that_is_cancelled_throws()
    {
        _storage.Failure = new OperationCanceledException();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => QueryPersistence.StartAsync(_client, _storage, _options, cancelled.Token));
    }

    private QueryClient NewClient() => _scheduler.CreateClient(new QueryClientOptions { UnhandledError = _unhandled.Add });

    private Task<QueryPersistence> StartAsync(QueryClient client) =>
        _scheduler.RunAsync(() => QueryPersistence.StartAsync(client, _storage, _options)).Within("the start");

    private sealed class MemoryStorage : IQueryStorage
    {
        public string? State { get; set; }

        public int Writes { get; private set; }

        public Exception? Failure { get; set; }

        public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => Failure is null ? new(State) : throw Failure;

        public ValueTask WriteAsync(string state, CancellationToken cancellationToken)
        {
            if (Failure is not null) throw Failure;
            State = state;
            Writes++;
            return default;
        }
    }
}
