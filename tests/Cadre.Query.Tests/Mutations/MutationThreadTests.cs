using System.Collections.Concurrent;

namespace Cadre.Query.Tests;

public sealed class MutationThreadTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_mutation_of_many_threads_ends_and_every_event_is_told_in_order()
    {
        using var client = new QueryClient();
        var last = new ConcurrentDictionary<int, MutationStatus>();
        var (wrong, added, ended) = (0, 0, 0);
        client.Mutations.Subscribe(change =>
        {
            if (change.Type == MutationCacheEventType.Added) added++;
            if (change.Type != MutationCacheEventType.Updated) return;
            var before = last.GetValueOrDefault(change.Mutation.Id);
            if (before is MutationStatus.Success or MutationStatus.Error) wrong++;
            if (change.State.Status is MutationStatus.Success or MutationStatus.Error) ended++;
            last[change.Mutation.Id] = change.State.Status;
        });
        var definition = new MutationDefinition<int, int>(async (variables, _) =>
        {
            if (variables % 2 == 0) await Task.Yield();
            return variables % 5 == 0 ? throw new InvalidOperationException() : variables;
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
                await ((Task)client.MutateAsync(definition, i)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }))).WaitAsync(Deadline);
        SpinWait.SpinUntil(() => Volatile.Read(ref ended) == 8_000, Deadline).ShouldBeTrue($"{ended} of 8,000 ends were told");

        wrong.ShouldBe(0);
        added.ShouldBe(8_000);
        client.CountMutating().ShouldBe(0);
    }

    [Fact]
    public async Task Observers_that_are_reset_and_called_while_mutations_end_lose_no_answer()
    {
        using var client = new QueryClient();
        var definition = new MutationDefinition<int, int, int>(async (variables, _) =>
        {
            await Task.Yield();
            return variables;
        });
        using var observer = new MutationObserver<int, int, int>(client, definition);
        var stop = false;
        var disturber = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                using var subscription = observer.Subscribe(static _ => { });
                observer.Reset();
                observer.SetOptions(definition with { Meta = null });
            }
        });

        var sums = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var sum = 0;
            for (var i = 0; i < 1_000; i++) sum += await observer.MutateAsync(i);
            return sum;
        }))).WaitAsync(Deadline);
        Volatile.Write(ref stop, true);
        await disturber.WaitAsync(Deadline);

        sums.ShouldAllBe(sum => sum == 499_500);
        observer.Reset();
        observer.CurrentResult.IsIdle.ShouldBeTrue();
        client.CountMutating().ShouldBe(0);
    }

    [Fact]
    public async Task Network_that_flickers_while_mutations_start_leaves_none_behind()
    {
        using var client = new QueryClient();
        var calls = 0;
        var definition = new MutationDefinition<int, int>((variables, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(variables);
        });
        var stop = false;
        var flicker = Task.Run(() =>
        {
            for (var online = false; !Volatile.Read(ref stop); online = !online) client.Options.Online.IsOnline = online;
            client.Options.Online.IsOnline = true;
        });

        var answers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => client.MutateAsync(definition with { Scope = i % 3 == 0 ? "s" : null }, i))))).ToArray();
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Volatile.Write(ref stop, true);
        await flicker.WaitAsync(Deadline);
        await Task.WhenAll(answers).WaitAsync(Deadline);

        calls.ShouldBe(4_000);
    }

    [Fact]
    public async Task Clients_cleared_and_disposed_under_load_leave_nobody_waiting()
    {
        for (var round = 0; round < 20; round++)
        {
            var client = new QueryClient(new() { UnhandledError = static _ => { } });
            var definition = new MutationDefinition<int, int>(async (variables, context) =>
            {
                await Task.Delay(variables % 3, context.CancellationToken);
                return variables;
            }) { Retry = 2, RetryDelay = TimeSpan.FromMilliseconds(1) };
            var answers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    for (var i = 0; ; i++)
                        await ((Task)client.MutateAsync(definition, i)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                catch (ObjectDisposedException)
                {
                    // The end.
                }
            })).ToArray();

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            client.Clear();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            client.Dispose();

            await Task.WhenAll(answers).WaitAsync(Deadline);
        }
    }
}
