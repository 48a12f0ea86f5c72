using System.Globalization;
using System.Text.Json;

namespace Cadre.Query.Tests;

public sealed class QueryKeyTests
{
    private enum Light
    {
        Green,
    }

    private sealed record Filter(string Status, int Page);

    private static readonly Dictionary<string, object?> Xy = new() { ["x"] = 1, ["y"] = 2 };
    private static readonly Dictionary<string, object?> Yx = new() { ["y"] = 2, ["x"] = 1 };

    [Fact]
    public void Keys_with_equal_parts_are_one_key()
    {
        QueryKey left = ["agents", 7, null, true];
        QueryKey right = ["agents", 7, null, true];

        left.ShouldEqual(right);
        left.Count.ShouldBe(4);
        left[1].ShouldBe(7);
        left.ToArray().ShouldBe(["agents", 7, null, true]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Parts_can_be_read_by_their_place(int count)
    {
        var parts = Enumerable.Range(0, count).Cast<object?>().ToArray();
        var key = Key(parts);

        key.Count.ShouldBe(count);
        Enumerable.Range(0, count).Select(i => key[i]).ShouldBe(parts);
        key.ToArray().ShouldBe(parts);
        Should.Throw<ArgumentOutOfRangeException>(() => key[count]);
        Should.Throw<ArgumentOutOfRangeException>(() => key[-1]);
        for (var changed = 0; changed < count; changed++)
            key.ShouldDiffer(Key([.. parts.Select((part, i) => i == changed ? "other" : part)]));
    }

    public static TheoryData<QueryKey, QueryKey> DifferentKeys => new()
    {
        { ["a"], ["b"] },
        { ["a"], [] },
        { ["a"], ["a", null] },
        { ["a", 1], ["a", "1"] },
        { ["a", "b"], ["b", "a"] },
        { ["a", 0], ["a", false] },
        { ["a", ""], ["a", null] },
        { ["a", new[] { 1, 2 }], ["a", new[] { 2, 1 }] },
        { [new object[] { 1 }, new object[] { 2 }], [new object[] { 1, 2 }] },
        { [Array.Empty<int>()], [new Dictionary<string, object?>()] },
        { [Xy], [new Dictionary<string, object?> { ["x"] = 1 }] },
        { ["a", 1.5], ["a", 1] },
        { ["a", ulong.MaxValue], ["a", -1] },
        { [new Filter("open", 1)], [new Filter("open", 2)] },
    };

    [Theory, MemberData(nameof(DifferentKeys))]
    public void Keys_with_different_parts_are_different(QueryKey left, QueryKey right)
    {
        left.ShouldDiffer(right);
        right.ShouldDiffer(left);
    }

    [Fact]
    public void Order_of_properties_does_not_count()
    {
        QueryKey left = ["a", Xy];
        QueryKey right = ["a", Yx];

        left.ShouldEqual(right);
    }

    [Fact]
    public void Order_of_properties_does_not_count_in_the_depth_either()
    {
        QueryKey left = [new Dictionary<string, object?> { ["a"] = new object[] { Xy, "z" } }];
        QueryKey right = [new Dictionary<string, object?> { ["a"] = new object[] { Yx, "z" } }];

        left.ShouldEqual(right);
    }

    public static TheoryData<object> Ones => [1, 1L, (short)1, (byte)1, (sbyte)1, (ushort)1, 1u, 1ul, (nint)1, (nuint)1, 1.0, 1f, (Half)1, 1m, 1.0m];

    [Theory, MemberData(nameof(Ones))]
    public void Integers_are_equal_by_value_whatever_their_type(object one)
    {
        QueryKey key = ["a", one];

        key.ShouldEqual(["a", 1]);
        key.ToString().ShouldBe("""["a",1]""");
        key.ShouldDiffer(["a", 2]);
    }

    [Fact]
    public void Fractions_are_equal_by_value_among_floating_point_types()
    {
        Key(0.5).ShouldEqual([0.5f]);
        Key((Half)0.5).ShouldEqual([0.5]);
        Key(double.NaN).ShouldEqual([float.NaN]);
        Key(-0.0).ShouldEqual([0]);
        Key(1.10m).ShouldEqual([1.1m]);
        Key(1e300).ShouldDiffer([long.MaxValue]);
        Key(9_223_372_036_854_775_808d).ShouldDiffer([long.MinValue]);
        Key(-9_223_372_036_854_775_808d).ShouldEqual([long.MinValue]);
    }

    [Fact]
    public void Values_with_a_text_of_their_own_become_it()
    {
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));

        Key(id).ShouldEqual(["0f8fad5b-d9cb-469f-a165-70867728950e"]);
        Key(Light.Green).ShouldEqual(["Green"]);
        Key('c').ShouldEqual(["c"]);
        Key(time).ShouldEqual(["2026-01-02T02:04:05.0000000+00:00"]);
        Key(time).ShouldEqual([time.ToUniversalTime()]);
        Key(time.UtcDateTime).ShouldEqual(["2026-01-02T02:04:05.0000000Z"]);
        Key(new DateOnly(2026, 1, 2)).ShouldEqual(["2026-01-02"]);
        Key(new TimeOnly(3, 4)).ShouldEqual(["03:04:00.0000000"]);
        Key(TimeSpan.FromMinutes(90)).ShouldEqual(["01:30:00"]);
    }

    [Fact]
    public void Texts_do_not_depend_on_the_culture_of_the_thread()
    {
        QueryKey here = [new DateOnly(2026, 1, 2), 1.5, 1.5m];
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," }, DateTimeFormat = { DateSeparator = "/" } };
            Key(new DateOnly(2026, 1, 2), 1.5, 1.5m).ShouldEqual(here);
            here.ToString().ShouldBe("""["2026-01-02",1.5,1.5]""");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Records_count_as_whole_values()
    {
        QueryKey key = ["tasks", new Filter("open", 1)];

        key.ShouldEqual(["tasks", new Filter("open", 1)]);
        key.StartsWith(["tasks", new Filter("open", 1)]).ShouldBeTrue();
        key.StartsWith(["tasks", new Filter("open", 2)]).ShouldBeFalse();
    }

    [Fact]
    public void Lists_and_dictionaries_are_copied()
    {
        var list = new List<object?> { 1 };
        var inner = new Dictionary<string, object?> { ["list"] = list };
        QueryKey key = ["a", inner];
        QueryKey expected = ["a", new Dictionary<string, object?> { ["list"] = new[] { 1 } }];

        list.Add(2);
        inner["more"] = 3;

        key.ShouldEqual(expected);
    }

    [Fact]
    public void Dictionaries_of_any_kind_are_objects()
    {
        QueryKey expected = [new Dictionary<string, object?> { ["x"] = 1 }];

        Key(new Dictionary<string, int> { ["x"] = 1 }).ShouldEqual(expected);
        Key(new SortedList<string, object?> { ["x"] = 1 }).ShouldEqual(expected);
        Key(JsonDocument.Parse("""{"x":2,"x":1}""").RootElement).ShouldEqual(expected);
        Should.Throw<ArgumentException>(() => { QueryKey _ = [new Dictionary<int, int> { [1] = 1 }]; }).Message.ShouldContain("Int32");
    }

    [Fact]
    public void Part_of_a_key_can_be_read_again()
    {
        QueryKey key = ["a", Xy, new[] { 3, 4 }];

        var properties = key[1].ShouldBeAssignableTo<IReadOnlyDictionary<string, object?>>()!;
        properties.Keys.ShouldBe(["x", "y"]);
        properties.Values.ShouldBe([1, 2]);
        properties["y"].ShouldBe(2);
        properties.ContainsKey("z").ShouldBeFalse();
        properties.TryGetValue("z", out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => properties["z"]).Message.ShouldContain("'z'");
        properties.ShouldBe(Xy);
        key[2].ShouldBeAssignableTo<IReadOnlyList<object?>>()!.ShouldBe([3, 4]);
    }

    public static TheoryData<object> Fleeting => [new Func<int>(() => 1), Task.CompletedTask, default(ValueTask), Stream.Null, CancellationToken.None];

    [Theory, MemberData(nameof(Fleeting))]
    public void Values_that_are_never_the_same_twice_are_refused(object part) =>
        Should.Throw<ArgumentException>(() => { QueryKey _ = ["a", new[] { part }]; }).Message.ShouldContain(part.GetType().ToString());

    [Fact]
    public void List_that_holds_itself_is_refused()
    {
        var list = new List<object?>();
        list.Add(list);

        Should.Throw<ArgumentException>(() => { QueryKey _ = [list]; }).Message.ShouldContain("nested");
    }

    [Fact]
    public void Key_without_parts_is_always_the_same() => Key().ShouldBeSameAs(QueryKey.Empty);

    [Theory]
    [InlineData("""["a"]""", """["a"]""", true)]
    [InlineData("""["a",1]""", """["a"]""", true)]
    [InlineData("""["a"]""", """["a",1]""", false)]
    [InlineData("""["a",1]""", "[]", true)]
    [InlineData("""["b","a"]""", """["a"]""", false)]
    [InlineData("""["a",1,2]""", """["a",2]""", false)]
    [InlineData("""["a","1"]""", """["a",1]""", false)]
    [InlineData("""[{"a":1,"b":2}]""", """[{"a":1}]""", true)]
    [InlineData("""[{"a":1}]""", """[{"a":1,"b":2}]""", false)]
    [InlineData("""[{"a":{"b":1,"c":2}}]""", """[{"a":{"c":2}}]""", true)]
    [InlineData("""[{"a":[1,2]}]""", """[{"a":[1]}]""", true)]
    [InlineData("""[{"a":[1,2]}]""", """[{"a":[2]}]""", false)]
    [InlineData("""["x",{"p":1}]""", """["x",{}]""", true)]
    [InlineData("""[{"a":null}]""", """[{"a":null}]""", true)]
    [InlineData("""[{"a":1}]""", """[{"a":null}]""", false)]
    [InlineData("[null]", "[{}]", false)]
    [InlineData("""[{"a":{}}]""", "[{}]", true)]
    [InlineData("[[1,2]]", "[[1]]", true)]
    [InlineData("[[1]]", "[[1,2]]", false)]
    [InlineData("""["a",[{"x":1,"y":1}]]""", """["a",[{"y":1}]]""", true)]
    [InlineData("[0]", "[false]", false)]
    [InlineData("""[""]""", "[0]", false)]
    public void Key_begins_with_a_prefix_at_every_depth(string key, string prefix, bool begins) =>
        Parse(key).StartsWith(Parse(prefix)).ShouldBe(begins);

    [Fact]
    public void Text_of_a_key_is_canonical_json()
    {
        QueryKey key = ["é\"\n", new Dictionary<string, object?> { ["b"] = new object?[] { 1.5, null }, ["a"] = false }, new Filter("x", 1), long.MinValue, ulong.MaxValue];

        key.ToString().ShouldBe("""["é\"\n",{"a":false,"b":[1.5,null]},"Filter { Status = x, Page = 1 }",-9223372036854775808,18446744073709551615]""");
    }

    [Theory]
    [InlineData("""["a",1,1.5,-3,null,true,false,{"a":[{"b":"c"}],"d":{}},[],[[1]]]""")]
    [InlineData("[]")]
    [InlineData("[9007199254740993,0.1]")]
    public void Text_of_a_key_of_plain_data_reads_back_as_the_same_key(string json)
    {
        var key = Parse(json);

        key.ToString().ShouldBe(json);
        Parse(key.ToString()).ShouldEqual(key);
        KeyJson.IsData(key).ShouldBeTrue();
    }

    [Fact]
    public void Key_with_values_that_text_cannot_hold_says_so()
    {
        KeyJson.IsData(Key(new Filter("x", 1))).ShouldBeFalse();
        KeyJson.IsData(Key(new[] { 1.5m })).ShouldBeFalse();
        KeyJson.IsData(Key(new Dictionary<string, object?> { ["x"] = double.NaN })).ShouldBeFalse();
        KeyJson.IsData(Key(1m, Guid.Empty, 0.5f)).ShouldBeTrue();
    }

    [Fact]
    public void Looking_up_a_key_that_is_there_allocates_nothing()
    {
        QueryKey key = ["agents", "a-1"];
        var cache = new Dictionary<QueryKey, string> { [["agents", "a-1"]] = "found" };
        cache[key].ShouldBe("found");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) cache.TryGetValue(key, out _);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static QueryKey Key(params ReadOnlySpan<object?> parts) => QueryKey.Create(parts);

    private static QueryKey Parse(string json) => KeyJson.ReadKey(JsonDocument.Parse(json).RootElement);
}

/// <summary>Equality of keys as a cache sees it; a test library would compare them as lists.</summary>
internal static class KeyAssertions
{
    public static void ShouldEqual(this QueryKey left, QueryKey right)
    {
        left.Equals(right).ShouldBeTrue($"{left} should equal {right}");
        right.Equals(left).ShouldBeTrue($"{right} should equal {left}");
        left.GetHashCode().ShouldBe(right.GetHashCode());
    }

    public static void ShouldDiffer(this QueryKey left, QueryKey right) => left.Equals(right).ShouldBeFalse($"{left} should not equal {right}");
}
