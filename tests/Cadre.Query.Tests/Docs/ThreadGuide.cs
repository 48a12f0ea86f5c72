using Cadre.Query;

namespace Guide;

public sealed class ThreadGuide
{
    [Fact]
    public async Task Updates_of_many_threads_are_all_kept()
    {
        using var client = new QueryClient();

        #region update
        var counter = new QueryDefinition<int>(["counter"]);
        client.SetData(counter, 0);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++) client.UpdateData(counter, value => value + 1);     // read and write are one step
        })));

        Assert.Equal(4_000, client.GetData(counter));
        #endregion
    }

    [Fact]
    public void Read_then_write_loses_what_comes_between()
    {
        using var client = new QueryClient();
        var counter = new QueryDefinition<int>(["counter"]);
        client.SetData(counter, 0);
        void SomebodyElse() => client.UpdateData(counter, value => value + 1);

        #region read-write
        // Don't: whatever is written between the two lines is lost.
        var value = client.GetData(counter);
        SomebodyElse();
        client.SetData(counter, value + 1);

        Assert.Equal(1, client.GetData(counter));       // two updates, one left
        #endregion
    }

    [Fact]
    public void Batch_tells_once_it_is_done()
    {
        using var client = new QueryClient();
        var told = new List<int>();
        var a = new QueryDefinition<int>(["a"], QueryDefinition<int>.Skip);
        var b = a with { Key = ["b"] };

        #region batch
        using var sum = client.Observe(
            [ObservedQuery.Of(a), ObservedQuery.Of(b)], static results => results.Sum(result => result.Data));
        using var subscription = sum.Subscribe(_ => told.Add(sum.Combined));

        client.Batch(() =>
        {
            client.SetData(a, 1);
            client.SetData(b, 2);
        });
        // Listeners heard of both changes, in order, after the second: they saw 3 each time.
        #endregion

        told.ShouldAllBe(value => value == 3);
        told.ShouldNotBeEmpty();
    }

    [Fact]
    public void Screens_render_on_their_own_thread()
    {
        using var client = new QueryClient();
        var counter = new QueryDefinition<int>(["counter"], QueryDefinition<int>.Skip);
        using var observer = client.Observe(counter);
        var shown = new List<int>();
        void Render(QueryResult<int> result) => shown.Add(result.Data);
        var screen = new Screen();
        SynchronizationContext.SetSynchronizationContext(screen);

        #region ui-thread
        var ui = SynchronizationContext.Current!;       // in the constructor of a window or component
        using var subscription = observer.Subscribe(_ => ui.Post(_ => Render(observer.CurrentResult), null));
        #endregion

        client.SetData(counter, 1);
        shown.ShouldBeEmpty();
        screen.RunAll();
        shown.ShouldBe([1]);
    }

    private sealed class Screen : SynchronizationContext
    {
        private readonly Queue<Action> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue(() => d(state));

        public void RunAll()
        {
            while (_posted.TryDequeue(out var run)) run();
        }
    }
}
