using Cadre.Dashboard.Actions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Actions;

public sealed class BulkRunnerTests
{
    private static readonly ActionOutcome Done = new(true, "done");

    [Fact]
    public void All_done_is_one_sentence() => Tell(Done, Done).ShouldBe("Retire: all 2 done.");

    [Fact]
    public void Refused_ones_are_named_with_the_reason() =>
        Tell(Done, ActionOutcome.Refused("It is gone.")).ShouldBe("Retire: 1 done, 1 refused. a1: It is gone.");

    [Fact]
    public void Many_reasons_are_cut_and_counted() =>
        Tell([.. Enumerable.Range(0, 5).Select(static i => ActionOutcome.Refused($"No {i}."))]).ShouldBe("Retire: 0 done, 5 refused. a0: No 0. a1: No 1. a2: No 2. And 2 more.");

    private static string Tell(params ActionOutcome[] outcomes) => BulkRunner.Tell("Retire", [.. outcomes.Select(static (_, i) => AgentId.Parse($"a{i}"))], outcomes);
}
