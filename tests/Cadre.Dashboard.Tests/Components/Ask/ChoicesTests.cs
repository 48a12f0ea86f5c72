using Cadre.Dashboard.Components.Ask;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Ask;

public sealed class ChoicesTests
{
    [Fact]
    public void Free_agents_of_the_same_type_come_first_and_those_in_trouble_last()
    {
        Agent[] agents =
        [
            Agents.Of("holder", type: "a"), Agents.Of("stuck", AgentStatus.Blocked, "a"), Agents.Of("busy-other", type: "b"), Agents.Of("busy", type: "a"),
            Agents.Of("free-other", AgentStatus.Idle, "b"), Agents.Of("free", AgentStatus.Resolved, "a"),
        ];

        Choices.Takers(agents, AgentId.Parse("holder")).Select(static agent => agent.Id.Value).ShouldBe(["free", "free-other", "busy", "busy-other", "stuck"]);
        Choices.Takers(agents, null).First().Id.Value.ShouldBe("free-other");
    }

    [Fact]
    public void Pending_tasks_that_wait_for_nothing_come_first()
    {
        FleetTask[] tasks =
        [
            Task(1, FleetTaskStatus.InProgress), Task(2, FleetTaskStatus.Pending, 1), Task(3, FleetTaskStatus.Completed),
            Task(4, FleetTaskStatus.Pending, 3), Task(5, FleetTaskStatus.Pending),
        ];

        Choices.Pending(tasks).Select(static task => task.Id.Value).ShouldBe([4, 5, 2]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("  ", true)]
    [InlineData("change #17", true)]
    [InlineData("change 18", false)]
    public void Search_wants_each_word_somewhere(string? search, bool found) => Choices.Has(search, "Changelog", "#17", null).ShouldBe(found);

    [Theory]
    [InlineData("ada", "ada")]
    [InlineData("ada,kai", "ada kai")]
    [InlineData("kai,jr", "kai,jr")]
    [InlineData("", "")]
    public void Names_are_taken_apart_unless_they_are_one(string text, string named) => string.Join(' ', Choices.Named(text, new HashSet<string> { "ada", "kai", "kai,jr" })).ShouldBe(named);

    private static FleetTask Task(long id, FleetTaskStatus status, params long[] blockedBy) =>
        new() { Id = new(id), Status = status, BlockedBy = [.. blockedBy.Select(static blocker => new TaskId(blocker))] };
}
