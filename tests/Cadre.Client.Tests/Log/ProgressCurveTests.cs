namespace Cadre.Client.Tests.Log;

public sealed class ProgressCurveTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ProgressCurve.MostPoints)]
    public void Few_points_stay_as_they_are(int count) => ProgressCurve.Of(Points(count)).ShouldBe(Points(count));

    [Theory]
    [InlineData(ProgressCurve.MostPoints + 1)]
    [InlineData(1_000)]
    [InlineData(9_999)]
    public void Many_points_are_thinned_and_keep_the_first_and_the_last(int count)
    {
        var thinned = ProgressCurve.Of(Points(count));
        thinned.Length.ShouldBe(ProgressCurve.MostPoints);
        (thinned[0].Time, thinned[^1].Time).ShouldBe((0, count - 1));
        thinned.Select(point => point.Time).ShouldBeInOrder();
    }

    [Fact]
    public void Points_that_come_one_by_one_stay_bounded_and_spread_over_all_of_the_time()
    {
        var curve = Points(10_000).Aggregate(ProgressCurve.Of([]), ProgressCurve.With);
        curve.Length.ShouldBe(ProgressCurve.MostPoints);
        (curve[0].Time, curve[^1].Time).ShouldBe((0, 9_999));
        curve.Count(point => point.Time < 5_000).ShouldBeInRange(curve.Length / 3, curve.Length * 2 / 3);
    }

    private static IEnumerable<ProgressPoint> Points(int count) => Enumerable.Range(0, count).Select(index => new ProgressPoint(index, index, count));
}
