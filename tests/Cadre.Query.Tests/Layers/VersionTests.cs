namespace Cadre.Query.Tests;

public sealed class VersionTests
{
    private readonly LayerBed _bed = new();
    private readonly QueryDefinition<Item> _item;
    private Item _server = new(1, "one");

    public VersionTests()
    {
        _item = new(["item"], async _ =>
        {
            var answer = _server;
            await _bed.Wait(10);
            return answer;
        }) { Version = item => item.Version, StaleTime = StaleTime.Infinite };
    }

    private Item? Shown => _bed.Client.GetData(_item);

    [Fact]
    public void Pushed_data_of_a_lower_version_changes_nothing()
    {
        Push(new(3, "three"));
        var before = _bed.Client.GetState(_item);

        Push(new(2, "two"));

        _bed.Client.GetState(_item).ShouldBeSameAs(before);
    }

    [Fact]
    public void Pushed_data_of_the_same_version_is_taken_over()
    {
        Push(new(3, "three"));

        Push(new(3, "drei"));

        Shown!.Name.ShouldBe("drei");
    }

    [Fact]
    public void Pushed_change_to_a_lower_version_changes_nothing()
    {
        Push(new(3, "three"));

        _bed.Do(() => _bed.Client.Push(_item, item => item with { Version = 2 }));

        Shown.ShouldBe(new Item(3, "three"));
    }

    [Fact]
    public void Answer_of_a_lower_version_settles_the_fetch_and_keeps_the_data()
    {
        var answer = _bed.Scheduler.RunAsync(() => _bed.Client.FetchAsync(_item));
        Push(new(2, "two"));

        _bed.Scheduler.Advance(10);

        answer.Answer().ShouldBe(new Item(2, "two"));
        Shown.ShouldBe(new Item(2, "two"));
        _bed.Client.GetState(_item)!.FetchStatus.ShouldBe(FetchStatus.Idle);
        _bed.Client.GetState(_item)!.Status.ShouldBe(QueryStatus.Success);
    }

    [Fact]
    public void Answer_that_has_a_later_version_than_what_was_pushed_meanwhile_wins()
    {
        _server = new(5, "five");
        _bed.Scheduler.RunAsync(() => _bed.Client.FetchAsync(_item));
        Push(new(2, "two"));

        _bed.Scheduler.Advance(10);

        Shown.ShouldBe(new Item(5, "five"));
    }

    [Fact]
    public void Change_that_the_answer_has_already_is_not_applied_twice()
    {
        Push(new(1, "one"));
        _server = new(2, "one+");
        Refetch();
        _bed.Do(() => _bed.Client.Push(_item, item => new(item.Version + 1, item.Name + "+")));
        Shown.ShouldBe(new Item(2, "one+"));

        _bed.Scheduler.Advance(10);

        Shown.ShouldBe(new Item(2, "one+"));
    }

    [Fact]
    public void Only_changes_that_the_answer_does_not_have_are_applied()
    {
        Push(new(1, "1"));
        _server = new(2, "12");
        Refetch();
        _bed.Do(() => _bed.Client.Push(_item, item => new(2, item.Name + "2")));
        _bed.Do(() => _bed.Client.Push(_item, item => new(3, item.Name + "3")));

        _bed.Scheduler.Advance(10);

        Shown.ShouldBe(new Item(3, "123"));
    }

    [Fact]
    public void Written_data_of_a_lower_version_is_taken_over()
    {
        Push(new(3, "three"));

        _bed.Do(() => _bed.Client.SetData(_item, new(1, "by hand")));

        Shown.ShouldBe(new Item(1, "by hand"));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void In_every_order_of_fetch_push_and_mutation_the_end_is_the_latest_version(string order)
    {
        Push(new(1, "v1"));
        var time = 0;
        var fetched = new TaskCompletionSource<Item>();
        var mutated = new TaskCompletionSource<Item>();
        var highest = 1L;
        var query = _item with { Fetch = _ => fetched.Task };
        var mutation = new MutationDefinition<string, Item>((_, _) => mutated.Task)
        {
            Optimistic = [Layer.On(query, static (Item item, string name) => item with { Name = name })],
            OnSuccess = (answer, _, _, context) =>
            {
                context.Client.Push(query, answer);
                return default;
            },
        };
        foreach (var step in order)
        {
            time++;
            _bed.Do(() =>
            {
                switch (step)
                {
                    case 'f':
                        _ = _bed.Client.FetchAsync(query with { StaleTime = default });
                        break;
                    case 'F':
                        fetched.SetResult(new(2, "v2"));
                        break;
                    case 'p':
                        _bed.Client.Push(query, new Item(4, "v4"));
                        break;
                    case 'm':
                        _ = _bed.Client.MutateAsync(mutation, "optimistic");
                        break;
                    default:
                        mutated.SetResult(new(3, "v3"));
                        break;
                }
            });
            var truth = ((QueryState<Item>)_bed.Client.Queries.Find(query.Key)!.BaseState).Data!;
            truth.Version.ShouldBeGreaterThanOrEqualTo(highest, $"in {order} after step {time}");
            highest = truth.Version;
            truth.Name.ShouldBe($"v{truth.Version}");
            var isPending = _bed.Client.CountMutating() > 0;
            Shown!.Name.ShouldBe(isPending ? "optimistic" : truth.Name, $"in {order} after step {time}");
        }

        Shown.ShouldBe(new Item(4, "v4"));
    }

    public static TheoryData<string> Orders()
    {
        var orders = new TheoryData<string>();
        foreach (var order in Permutations("fFpmM"))
        {
            if (order.IndexOf('f') < order.IndexOf('F') && order.IndexOf('m') < order.IndexOf('M')) orders.Add(order);
        }
        return orders;
    }

    private static IEnumerable<string> Permutations(string letters) => letters.Length == 1
        ? [letters]
        : letters.SelectMany(letter => Permutations(letters.Replace(letter.ToString(), "", StringComparison.Ordinal)).Select(rest => letter + rest));

    private void Refetch()
    {
        _bed.Do(() => _ = _bed.Client.RefetchAsync(new QueryFilter { Key = _item.Key }));
    }

    private void Push(Item item)
    {
        _bed.Do(() => _bed.Client.Push(_item, item));
    }

    public sealed record Item(long Version, string Name);
}
