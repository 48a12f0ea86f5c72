using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed class StreamedQueryTests
{
    private static readonly QueryKey Key = ["log"];

    private readonly TestScheduler _scheduler = new();
    private readonly QueryClient _client;
    private readonly List<string> _seen = [];
    private Channel<string> _lines = NewLines();
    private int _disposed;

    public StreamedQueryTests() => _client = _scheduler.CreateClient();

    [Fact]
    public void Data_grows_with_every_chunk_and_the_fetch_ends_with_the_stream()
    {
        Observe(Log(StreamRefetch.Reset));
        Send("a", "b");
        End();

        _seen.ShouldBe(["Pending Fetching -", "Success Fetching a", "Success Fetching a,b", "Success Idle a,b"]);
        _disposed.ShouldBe(1);
    }

    [Fact]
    public void Stream_without_chunks_gives_the_initial_data()
    {
        Observe(Log(StreamRefetch.Reset));
        End();

        _seen.ShouldBe(["Pending Fetching -", "Success Idle "]);
    }

    [Fact]
    public void Broken_stream_keeps_what_came()
    {
        Observe(Log(StreamRefetch.Reset));
        Send("a");
        _scheduler.Run(() => _lines.Writer.Complete(new InvalidOperationException("broken")));
        _scheduler.Settle();

        _seen[^1].ShouldBe("Error Idle a");
        _client.GetState(Key)!.Error!.Message.ShouldBe("broken");
    }

    [Theory]
    [InlineData(StreamRefetch.Reset, new[] { "Pending Fetching -", "Success Fetching c", "Success Idle c" })]
    [InlineData(StreamRefetch.Append, new[] { "Success Fetching a,b,c", "Success Idle a,b,c" })]
    [InlineData(StreamRefetch.Replace, new[] { "Success Fetching c", "Success Idle c" })]
    public void Refetch_does_with_the_old_data_what_it_is_told(StreamRefetch mode, string[] expected)
    {
        var observer = Observe(Log(mode));
        Send("a", "b");
        End();
        _seen.Clear();

        Refetch(observer);
        Send("c");
        End();

        _seen[0].ShouldBe("Success Fetching a,b");
        _seen.Skip(1).ShouldBe(expected);
    }

    [Fact]
    public void Replacing_refetch_shows_nothing_of_the_new_stream_before_its_end()
    {
        var observer = Observe(Log(StreamRefetch.Replace));
        Send("a");
        End();

        Refetch(observer);
        Send("b");
        Data().ShouldBe("a");
        Send("c");
        End();

        Data().ShouldBe("b,c");
    }

    [Fact]
    public void Stream_that_another_fetch_replaced_adds_nothing_any_more()
    {
        var observer = Observe(Log(StreamRefetch.Append));
        Send("a");
        var old = _lines;
        Refetch(observer);
        Send("b");

        _scheduler.Run(() => old.Writer.TryWrite("late"));
        _scheduler.Settle();
        End();

        Data().ShouldBe("a,b");
        _disposed.ShouldBe(2, "the old stream is disposed at its next chunk");
    }

    [Fact]
    public void Query_that_was_removed_stays_removed()
    {
        Observe(Log(StreamRefetch.Reset));
        Send("a");

        _scheduler.Run(() => _client.Remove(Key));
        Send("b");

        _client.Queries.Find(Key).ShouldBeNull();
    }

    [Fact]
    public void Stream_that_looks_at_its_token_is_cancelled_when_the_last_observer_leaves()
    {
        var observer = Observe(Log(StreamRefetch.Reset, context => context.CancellationToken));
        Send("a");

        _scheduler.Run(observer.Dispose);
        _scheduler.Settle();

        _disposed.ShouldBe(1);
        _client.GetState(Key)!.FetchStatus.ShouldBe(FetchStatus.Idle);
        Data().ShouldBe("a");
    }

    [Fact]
    public void Retry_reads_a_new_stream()
    {
        Observe(Log(StreamRefetch.Reset) with { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(10) });
        Send("a");
        var broken = _lines;
        _lines = NewLines();
        _scheduler.Run(() => broken.Writer.Complete(new InvalidOperationException("broken")));
        _scheduler.Settle();

        _scheduler.Advance(10);
        Send("b");
        End();

        Data().ShouldBe("b");
    }

    [Fact]
    public void Fact_that_is_pushed_while_the_stream_runs_is_in_the_data_once()
    {
        var log = Log(StreamRefetch.Append);
        Observe(log);
        Send("a");

        _scheduler.Run(() => _client.Push(log, lines => [.. lines, "pushed"]));
        Send("b");
        End();

        Data().ShouldBe("a,pushed,b");
    }

    [Fact]
    public void Fact_that_is_pushed_while_a_stream_replaces_the_data_survives()
    {
        var log = Log(StreamRefetch.Replace);
        var observer = Observe(log);
        Send("a");
        End();
        Refetch(observer);
        Send("b");

        _scheduler.Run(() => _client.Push(log, lines => [.. lines, "pushed"]));
        End();

        Data().ShouldBe("b,pushed");
    }

    [Fact]
    public void Chunks_can_be_made_into_anything()
    {
        var length = new QueryDefinition<int>(["length"], StreamedQuery.Of<string, int>(ReadAsync, 0, (sum, line) => sum + line.Length));
        using var observer = new QueryObserver<int>(_client, length);
        using var subscription = _scheduler.Run(() => observer.Subscribe(_ => { }));
        Send("aa", "bbb");
        End();

        _client.GetData(length).ShouldBe(5);
    }

    private QueryDefinition<IReadOnlyList<string>> Log(StreamRefetch mode, Func<QueryContext, CancellationToken>? token = null) =>
        new(Key, StreamedQuery.Of(context => ReadAsync(context, token?.Invoke(context) ?? default), mode)) { Retry = Retry.Never };

    private IAsyncEnumerable<string> ReadAsync(QueryContext context) => ReadAsync(context, default);

    private async IAsyncEnumerable<string> ReadAsync(QueryContext context, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = _lines;
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellation)) yield return line;
        }
        finally
        {
            _disposed++;
        }
    }

    /// <summary>A channel that stays on the thread of the test.</summary>
    private static Channel<string> NewLines() => Channel.CreateUnbounded<string>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    private QueryObserver<IReadOnlyList<string>> Observe(QueryDefinition<IReadOnlyList<string>> log) => _scheduler.Run(() =>
    {
        var observer = new QueryObserver<IReadOnlyList<string>>(_client, log);
        observer.Subscribe(result => _seen.Add($"{result.Status} {result.FetchStatus} {(result.HasData ? string.Join(",", result.Data!) : "-")}"));
        return observer;
    });

    private void Refetch(QueryObserver<IReadOnlyList<string>> observer)
    {
        _lines = NewLines();
        _ = _scheduler.RunAsync(() => observer.RefetchAsync());
    }

    private void Send(params string[] lines)
    {
        foreach (var line in lines)
        {
            _scheduler.Run(() => _lines.Writer.TryWrite(line));
            _scheduler.Settle();
        }
    }

    private void End()
    {
        _scheduler.Run(() => _lines.Writer.Complete());
        _scheduler.Settle();
    }

    private string Data() => string.Join(",", (IReadOnlyList<string>)_client.GetData(Key).Value!);
}
