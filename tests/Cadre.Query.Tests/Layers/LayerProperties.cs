namespace Cadre.Query.Tests;

public sealed class LayerProperties
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_order_of_mutations_pushes_and_fetches_ends_in_the_servers_truth_and_shows_only_what_events_explain(bool versions)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var wrong = new BoardWorld(seed, versions).Run(60);

            wrong.ShouldBeEmpty($"with seed {seed}, {(versions ? "with" : "without")} versions");
        }
    }
}
