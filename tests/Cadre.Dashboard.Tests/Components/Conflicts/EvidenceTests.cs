using Cadre.Dashboard.Components.Conflicts;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Conflicts;

public sealed class EvidenceTests
{
    private static readonly Prediction Circle = new()
    {
        Id = "blocked-output:agent:backend%2Fada",
        Kind = PredictionKinds.BlockedOutput,
        Summary = "",
        Agents = ["backend/ada", "ada", "qa/mio"],
        Tasks = [new TaskId(17), new TaskId(170)],
    };

    [Theory]
    [InlineData("1 agent waits for it: qa/mio", "qa/mio")]
    [InlineData("backend/ada depends on qa/mio", "backend/ada")]
    [InlineData("ada holds #17", "ada")]
    [InlineData("waits in a circle", "backend/ada")]
    [InlineData("adamant about it", "backend/ada")]
    public void A_reason_is_about_the_agent_it_names_first_or_else_the_first_one(string reason, string agent) =>
        Evidence.SubjectOf(reason, Circle).ShouldBe((AgentId.Parse(agent), null));

    [Theory]
    [InlineData("#170 waits for #17", 170)]
    [InlineData("waits for #17, which ada works on", 17)]
    public void A_reason_that_names_a_task_first_is_about_the_task(string reason, long task) =>
        Evidence.SubjectOf(reason, Circle).ShouldBe((null, new TaskId(task)));

    [Fact]
    public void A_task_that_the_prediction_does_not_concern_is_not_its_subject() =>
        Evidence.SubjectOf("blocked by \"#99 is not done\"", Circle).ShouldBe((AgentId.Parse("backend/ada"), null));

    [Fact]
    public void A_reason_of_a_prediction_about_a_task_that_names_nothing_is_about_that_task() =>
        Evidence.SubjectOf("waits in a circle", Circle with { Id = "blocked-output:task:17" }).ShouldBe((null, new TaskId(17)));
}
