namespace Cadre.Query.Tests;

public sealed class MutationCancellationTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Clear_asks_the_function_to_stop_and_lets_it_end()
    {
        var token = CancellationToken.None;
        var answer = _bed.Mutate(new(async (variables, context) =>
        {
            token = context.CancellationToken;
            await _bed.Wait(10);
            return variables;
        }), "a");

        _bed.Scheduler.Run(_bed.Client.Clear);
        token.IsCancellationRequested.ShouldBeTrue();
        _bed.Client.Mutations.FindAll().ShouldBeEmpty();
        _bed.Advance(10);

        answer.Answer().ShouldBe("a");
    }

    [Fact]
    public void Dispose_ends_what_runs_and_what_waits()
    {
        var definition = _bed.Logged(_bed.Answer(10)) with { Scope = "s" };
        var running = _bed.Mutate(definition, "a");
        var waiting = _bed.Mutate(definition, "b");
        _bed.Happened();

        _bed.Scheduler.Run(_bed.Client.Dispose);
        _bed.Scheduler.Settle();

        running.Exception!.InnerException.ShouldBeOfType<QueryCancelledException>();
        waiting.Exception!.InnerException.ShouldBeOfType<QueryCancelledException>();
        _bed.Happened().Where(line => line.StartsWith("fn", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Token_of_the_caller_cancels_the_mutation_and_its_function()
    {
        using var cancellation = new CancellationTokenSource();
        var asked = false;
        var answer = _bed.Scheduler.RunAsync(() => _bed.Client.MutateAsync(_bed.Logged(async (variables, context) =>
        {
            context.CancellationToken.Register(() => asked = true);
            await _bed.Wait(10);
            return variables;
        }), "a", cancellation.Token));

        _bed.Scheduler.Run(cancellation.Cancel);
        _bed.Scheduler.Settle();

        asked.ShouldBeTrue();
        answer.Exception!.InnerException.ShouldBeOfType<QueryCancelledException>();
        var message = answer.Exception.InnerException!.Message;
        _bed.Happened().ShouldBe(["OnMutate a", $"OnError {message} a", $"OnSettled {message} a"]);
    }

    [Fact]
    public void Token_cancelled_beforehand_starts_nothing()
    {
        var answer = _bed.Scheduler.RunAsync(() => _bed.Client.MutateAsync(_bed.Logged(_bed.Answer(10)), "a", new CancellationToken(canceled: true)));

        answer.IsCanceled.ShouldBeTrue();
        _bed.Happened().ShouldBeEmpty();
        _bed.Client.Mutations.FindAll().ShouldBeEmpty();
    }

    [Fact]
    public void Cancelled_before_the_function_the_function_is_never_called()
    {
        using var cancellation = new CancellationTokenSource();
        var definition = _bed.Logged(_bed.Answer(10), wait: 20);
        var answer = _bed.Scheduler.RunAsync(() => _bed.Client.MutateAsync(definition, "a", cancellation.Token));

        _bed.Advance(5);
        _bed.Scheduler.Run(cancellation.Cancel);
        _bed.Advance(100);

        answer.IsFaulted.ShouldBeTrue();
        _bed.Happened().ShouldNotContain("fn a");
    }

    [Fact]
    public void Token_cancelled_after_the_end_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = _bed.Scheduler.RunAsync(() => _bed.Client.MutateAsync(_bed.Logged(_bed.Answer(10)), "a", cancellation.Token));
        _bed.Advance(10);
        _bed.Happened();

        _bed.Scheduler.Run(cancellation.Cancel);
        _bed.Scheduler.Settle();

        answer.Answer().ShouldBe("did a");
        _bed.Happened().ShouldBeEmpty();
    }
}
