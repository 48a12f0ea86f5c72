using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

/// <summary>A server, its stream, and a client that fetches, mutates and is pushed to in an order that a seed decides.</summary>
internal sealed class BoardWorld
{
    private readonly Random _random;
    private readonly bool _versions;
    private readonly TestScheduler _scheduler = new();
    private readonly QueryClient _client;
    private readonly QueryDefinition<Board> _query;
    private readonly List<Board> _history = [Board.Empty];
    private readonly List<Pending> _pending = [];
    private readonly List<string> _log = [];
    private readonly List<string> _errors = [];
    private long _lastDelivery;
    private Board? _lastShown;
    private int _count;

    public BoardWorld(int seed, bool versions)
    {
        _random = new Random(seed);
        _versions = versions;
        _client = _scheduler.CreateClient(new() { UnhandledError = error => _errors.Add($"unhandled {error}") });
        _query = new QueryDefinition<Board>(["board"], FetchAsync)
        {
            Version = versions ? static board => board.Version : null,
            StaleTime = StaleTime.Infinite,
            StructuralSharing = false,
            RetryDelay = TimeSpan.FromMilliseconds(7),
            Retry = 1,
        };
        var observer = new QueryObserver<Board>(_client, _query);
        _scheduler.Run(() => observer.Subscribe(result => Check(result.Data)));
        _client.Mutations.Subscribe(change =>
        {
            if (change.Type == MutationCacheEventType.Updated && change.State.Status != MutationStatus.Pending)
                _pending.RemoveAll(pending => pending.Item == (string)change.State.UntypedVariables.Value!);
        });
    }

    private Board Server => _history[^1];

    /// <summary>Lets so many things happen, and all that follows from them.</summary>
    /// <returns>What was wrong.</returns>
    public IReadOnlyList<string> Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _scheduler.Run(Step);
            _scheduler.Advance(_random.Next(4) == 0 ? 0 : _random.Next(30));
        }
        _scheduler.Advance(10_000);
        if (_client.GetData(_query) is null) _scheduler.RunAsync(() => _client.FetchAsync(_query));
        _scheduler.Advance(10_000);
        Check(_client.GetData(_query));
        Expect(_pending.Count == 0 && _client.CountMutating() == 0, "mutations are left");
        Expect(Equals(_client.GetData(_query), Server), $"at the end it shows {_client.GetData(_query)}, the server has {Server}");
        return _errors.Count == 0 ? [] : [.. _errors, .. _log];
    }

    private void Step()
    {
        switch (_random.Next(12))
        {
            case < 4:
                Mutate();
                break;
            case < 7:
                Happens($"e{_count++}");
                break;
            case < 9:
                _log.Add("refetch");
                _ = _client.InvalidateAsync(_query.Key, options: new RefetchOptions(_random.Next(2) == 0, false));
                break;
            case 9:
                _log.Add("cancel");
                _ = _client.CancelAsync(null, new CancelOptions(_random.Next(4) != 0, false));
                break;
            case 10:
                _scheduler.Online.IsOnline = false;
                _ = LaterAsync(_random.Next(60), () => _scheduler.Online.IsOnline = true);
                break;
            default:
                using (new QueryObserver<Board>(_client, _query).Subscribe(static _ => { }))
                    _ = _client.FetchAsync(_query with { StaleTime = default });
                break;
        }
    }

    /// <summary>The server takes an item, and tells it on its stream: late, but in order.</summary>
    private void Happens(string item)
    {
        if (Server.Items.Contains(item)) return;
        var board = Server.With(item, Server.Version + 1);
        _history.Add(board);
        _lastDelivery = Math.Max(_lastDelivery, _scheduler.Now + _random.Next(40));
        _log.Add($"{_scheduler.Now} server {board}");
        _ = LaterAsync(_lastDelivery - _scheduler.Now, () =>
        {
            _log.Add($"{_scheduler.Now} push {item}");
            _client.Push(_query, old => old.With(item, board.Version));
        });
    }

    private async Task<Board> FetchAsync(QueryContext context)
    {
        var reads = _random.Next(2) == 0;
        var token = reads ? context.CancellationToken : default;
        await WaitAsync(_random.Next(15), token);
        var answer = Server;
        await WaitAsync(_random.Next(15), token);
        _log.Add($"{_scheduler.Now} answer {answer}");
        return _random.Next(6) == 0 ? throw new InvalidOperationException("fetch") : answer;
    }

    private void Mutate()
    {
        var item = $"m{_count++}";
        var fate = _random.Next(4);
        var isScoped = _random.Next(3) == 0;
        var pending = new Pending(item);
        var definition = new MutationDefinition<string, Board>(async (variables, _) =>
        {
            await WaitAsync(_random.Next(30), default);
            if (fate != 0) Happens(variables);
            var answer = Server;
            await WaitAsync(_random.Next(30), default);
            pending.IsAnswered = true;
            _log.Add($"{_scheduler.Now} mutated {variables}, fate {fate}");
            // Fate 1: the server did it, but the answer is lost.
            return fate < 2 ? throw new InvalidOperationException("mutation") : answer;
        })
        {
            Optimistic = [Layer.On<string, Board>(_query, static (board, added) => board.With(added, board.Version))],
            Scope = isScoped ? "scope" : null,
            OnMutate = async (_, _) =>
            {
                if (_random.Next(3) == 0) await WaitAsync(_random.Next(10), default);
                return default;
            },
            OnSuccess = Followed(),
            OnSettled = async (_, _, _, _, context) =>
            {
                // After a reconnect queries wait for the whole scope, so in a scope nobody may wait for queries.
                if (!isScoped && _random.Next(3) == 0) await context.Client.InvalidateAsync(_query.Key);
                else if (_random.Next(3) == 0) await WaitAsync(_random.Next(20), default);
            },
        };
        _pending.Add(pending);
        _log.Add($"{_scheduler.Now} mutate {item}");
        _ = _client.MutateAsync(definition, item);
    }

    /// <summary>What the client does with the answer of a mutation.</summary>
    private Func<Board, string, Optional<object?>, MutationContext, ValueTask>? Followed() => _random.Next(3) switch
    {
        0 => null,
        1 when _versions => (answer, _, _, context) =>
        {
            // Without data earlier events went by; this answer may be older than they are.
            if (context.Client.TryGetData(_query, out _)) context.Client.Push(_query, answer);
            return default;
        },
        _ => async (answer, item, _, _) =>
        {
            if (_random.Next(2) == 0) await WaitAsync(_random.Next(10), default);
            _log.Add($"{_scheduler.Now} {item} answered {answer}");
        },
    };

    /// <summary>What is shown is what the server had at some time, and what is under way on top: no less, no more, no other order.</summary>
    private void Check(Board? shown)
    {
        if (shown is null) return;
        _log.Add($"{_scheduler.Now} shown {shown}, under way {string.Join(',', _pending)}");
        var items = shown.Items;
        var server = (int)shown.Version;
        Expect(items.Take(server).SequenceEqual(Server.Items.Take(server)), $"{shown}: the server never had that");
        var rest = items.Skip(server).ToList();
        foreach (var item in rest.Distinct()) Expect(_pending.Exists(pending => pending.Item == item), $"{shown}: {item} is not under way");
        Expect(rest.Count == rest.Distinct().Count(), $"{shown}: an item is there twice");
        Expect(rest.SequenceEqual(_pending.Select(pending => pending.Item).Where(rest.Contains)), $"{shown}: not in the order of submission");
        foreach (var pending in _pending)
            Expect(pending.IsAnswered || items.Contains(pending.Item), $"{shown}: {pending.Item} is under way and not shown");
        if (!_versions) return;
        Expect(_lastShown is null || _lastShown.Version <= shown.Version, $"{shown}: shown after {_lastShown}");
        _lastShown = shown;
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds) _errors.Add($"{_scheduler.Now} {otherwise}");
    }

    private async Task LaterAsync(long milliseconds, Action action)
    {
        await WaitAsync((int)milliseconds, default);
        action();
    }

    private async Task WaitAsync(int milliseconds, CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _scheduler.Time, cancellationToken);

    private sealed record Pending(string Item)
    {
        public bool IsAnswered { get; set; }

        public override string ToString() => IsAnswered ? $"({Item})" : Item;
    }
}
