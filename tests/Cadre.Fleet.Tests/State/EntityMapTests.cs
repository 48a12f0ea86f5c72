using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.State;

using Map = EntityMap<TaskId, FleetTask>;

public sealed class EntityMapTests
{
    [Fact]
    public void Map_behaves_like_a_list_with_keys() => Properties.Properties.ForAll(
        Gen.Choose(0, 400).SelectMany(length => Gen.Zip(Gen.Elements(true, true, false), Gen.Choose(1, 60)).ListOf(length)),
        steps =>
        {
            var map = Map.Empty;
            var model = new List<FleetTask>();
            foreach (var (put, id) in steps)
            {
                var at = model.FindIndex(task => task.Id.Value == id);
                if (put)
                {
                    var task = Fixture.Task(id, at: Fixture.T0 + model.Count);
                    map = map.SetItem(task.Id, task);
                    if (at < 0) model.Add(task);
                    else model[at] = task;
                }
                else
                {
                    map = map.Remove(new(id));
                    if (at >= 0) model.RemoveAt(at);
                }
            }

            map.Count.ShouldBe(model.Count);
            map.ShouldBe(model);
            for (var id = 1; id <= 60; id++) map.Find(new(id)).ShouldBeSameAs(model.Find(task => task.Id.Value == id));
            Map.Of(model, task => task.Id).ShouldBe(model);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void Map_of_any_size_is_found_and_enumerated(int size)
    {
        var tasks = Enumerable.Range(1, size).Select(id => Fixture.Task(id)).ToList();

        var grown = tasks.Aggregate(Map.Empty, (map, task) => map.SetItem(task.Id, task));
        var made = Map.Of(tasks, task => task.Id);

        grown.ShouldBe(tasks);
        made.ShouldBe(tasks);
        made.SetItem(new(size + 1), Fixture.Task(size + 1)).Last().Id.Value.ShouldBe(size + 1);
        made[new(size)].ShouldBeSameAs(tasks[^1]);
    }

    [Fact]
    public void Earlier_map_stays_as_it_was()
    {
        var before = Map.Of([Fixture.Task(1), Fixture.Task(2)], task => task.Id);

        var after = before.SetItem(new(1), Fixture.Task(1, FleetTaskStatus.Completed)).Remove(new(2));

        before.Count.ShouldBe(2);
        before[new(1)].Status.ShouldBe(FleetTaskStatus.Pending);
        after.Count.ShouldBe(1);
    }

    [Fact]
    public void Writing_what_is_there_answers_the_same_map()
    {
        var task = Fixture.Task(1);
        var map = Map.Empty.SetItem(task.Id, task);

        map.SetItem(task.Id, task).ShouldBeSameAs(map);
        map.Remove(new(9)).ShouldBeSameAs(map);
        map.Remove(new(1)).ShouldBeSameAs(Map.Empty);
    }

    [Fact]
    public void Missing_key_is_named_in_the_exception() =>
        Should.Throw<KeyNotFoundException>(() => Map.Empty[new(7)]).Message.ShouldContain("'7'");

    [Fact]
    public void Map_that_is_filled_and_emptied_for_long_does_not_grow()
    {
        var map = Map.Of([Fixture.Task(1)], task => task.Id);
        for (var id = 2; id < 20_000; id++) map = map.SetItem(new(id), Fixture.Task(id)).Remove(new(id));

        map.SlotsInUse.ShouldBeLessThan(64);
    }
}
