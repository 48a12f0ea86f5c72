using System.Text.Json;
using Cadre.Dashboard.Components.Work;
using Cadre.Fleet;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Work.Tasks;

namespace Cadre.Dashboard.Tests.Components.Work;

public sealed class GraphDrawingTests
{
    [Fact]
    public void Drawing_has_open_tasks_with_dependencies_only()
    {
        var drawing = GraphDrawing.Of(GraphOf(Task(1), Waiting(2, 1), Task(3), Task(4, FleetTaskStatus.Completed), Waiting(5, 4)));

        drawing.Nodes.Select(node => node.Id).ShouldBe([1, 2]);
        drawing.Edges.ShouldBe([new DrawnWait(1, 2, "critical")]);
        drawing.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void Circles_are_marked_and_outlive_the_cap()
    {
        var pairs = Enumerable.Range(1, 200).SelectMany(i => new[] { Task(i * 10), Waiting((i * 10) + 1, i * 10) });
        var drawing = GraphDrawing.Of(GraphOf([.. pairs, Waiting(8001, 8002), Waiting(8002, 8001)]));

        drawing.Nodes.Length.ShouldBe(GraphDrawing.MostNodes);
        drawing.LeftOut.ShouldBe(402 - GraphDrawing.MostNodes);
        drawing.Nodes.Where(node => node.Mark == "cycle").Select(node => node.Id).ShouldBe([8001, 8002]);
        drawing.Edges.Count(edge => edge.Mark == "cycle").ShouldBe(2);
    }

    [Fact]
    public void Data_are_what_the_script_reads()
    {
        var json = JsonDocument.Parse(GraphDrawing.Of(GraphOf(Task(1) with { Title = "Say \"hi\" <b>" }, Waiting(2, 1))).Json()).RootElement;

        var node = json.GetProperty("nodes")[0];
        node[0].GetInt64().ShouldBe(1);
        node[1].GetString().ShouldBe("Say \"hi\" <b>");
        node[2].GetString().ShouldBe("pending");
        node[3].GetString().ShouldBe("critical");
        json.GetProperty("edges")[0].GetRawText().ShouldBe("[1,2,\"critical\"]");
    }
}
