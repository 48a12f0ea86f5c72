using System.Collections.Immutable;
using System.Threading.Channels;

namespace Cadre.Query.Tests;

public sealed class LayerThreadTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mutations_pushes_and_fetches_of_many_threads_end_in_the_servers_truth(bool versions)
    {
        var server = new Server();
        using var client = new QueryClient();
        var query = new QueryDefinition<Board>(["board"], async _ =>
        {
            await Task.Yield();
            var answer = server.Now;
            await Task.Yield();
            return answer;
        }) { Version = versions ? static board => board.Version : null, StructuralSharing = false };
        await client.FetchAsync(query);
        var (wrong, last) = (0, Board.Empty);
        using var observer = new QueryObserver<Board>(client, query);
        using var subscription = observer.Subscribe(result =>
        {
            if (result.Data is not { } shown) return;
            if (shown.Items.Count != shown.Items.Distinct().Count()) wrong++;
            if (versions && shown.Version < last.Version) wrong++;
            last = shown;
        });
        var pump = Task.Run(async () =>
        {
            await foreach (var (item, version) in server.Stream.ReadAllAsync()) client.Push(query, board => board.With(item, version));
        });
        var add = new MutationDefinition<string, Board>(async (item, _) =>
        {
            await Task.Yield();
            return item.EndsWith('7') ? throw new InvalidOperationException() : server.Add(item);
        })
        {
            Optimistic = [Layer.On<string, Board>(query, static (board, item) => board.With(item, board.Version))],
            OnSettled = async (_, _, item, _, context) =>
            {
                if (item.EndsWith('3')) await context.Client.InvalidateAsync(query.Key);
            },
        };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            var answers = new List<Task>();
            for (var i = 0; i < 100; i++)
            {
                answers.Add(client.MutateAsync(add, $"{thread}.{i}"));
                if (i % 10 == 0) answers.Add(client.RefetchAsync(query.Key, new RefetchOptions(i % 20 == 0, false)));
                if (i % 5 == 0) await Task.Yield();
            }
            foreach (var answer in answers) await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }))).WaitAsync(Deadline);
        server.End();
        await pump.WaitAsync(Deadline);
        SpinWait.SpinUntil(() => client.CountFetching() == 0, Deadline).ShouldBeTrue();

        client.GetData(query).ShouldBe(server.Now);
        client.Queries.Find(query.Key)!.BaseState.ShouldBeSameAs(client.Queries.Find(query.Key)!.State);
        wrong.ShouldBe(0);
        observer.CurrentResult.Data.ShouldBe(server.Now);
        server.Now.Items.Count.ShouldBe(4 * 90);
    }

    private sealed class Server
    {
        private readonly Lock _gate = new();
        private readonly Channel<(string Item, long Version)> _stream = Channel.CreateUnbounded<(string, long)>();
        private Board _now = Board.Empty;

        public Board Now => Volatile.Read(ref _now);

        public ChannelReader<(string Item, long Version)> Stream => _stream.Reader;

        public Board Add(string item)
        {
            lock (_gate)
            {
                var next = new Board(_now.Version + 1, _now.Items.Add(item));
                Volatile.Write(ref _now, next);
                _stream.Writer.TryWrite((item, next.Version));
                return next;
            }
        }

        public void End() => _stream.Writer.Complete();
    }
}
