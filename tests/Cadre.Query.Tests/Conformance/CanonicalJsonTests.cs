using Cadre.Conformance.Query;

namespace Cadre.Query.Tests.Conformance;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"d":[true,false,null],"c":"x"}}""", """{"a":{"c":"x","d":[true,false,null]},"b":1}""")]
    [InlineData("1e3", "1000")]
    [InlineData("-0", "0")]
    [InlineData("0.5", "0.5")]
    [InlineData("1700000000000", "1700000000000")]
    [InlineData(""" "\"\\\n\u0001\u20ac\ud83d\ude00" """, "\"\\\"\\\\\\n\\u0001€😀\"")]
    public void Value_is_printed_as_JavaScript_prints_it(string json, string expected) => CanonicalJson.Of(Json.Parse(json)).ShouldBe(expected);

    [Fact]
    public void Nothing_is_left_out_of_objects_and_null_in_lists()
    {
        var value = new Dictionary<string, object?> { ["a"] = Nothing.Value, ["b"] = new List<object?> { Nothing.Value, 1L } };

        CanonicalJson.Of(value).ShouldBe("""{"b":[null,1]}""");
    }

    [Fact]
    public void Pages_are_printed_as_an_object()
    {
        CanonicalJson.Of(new InfiniteData<object?, object?>(["x"], [0.0])).ShouldBe("""{"pageParams":[0],"pages":["x"]}""");
    }

    [Fact]
    public void Lone_surrogate_is_escaped() => CanonicalJson.Of("a\ud800b").ShouldBe("\"a\\ud800b\"");

    [Fact]
    public void Copy_shares_nothing_with_its_original()
    {
        var inner = new List<object?> { 1.0 };
        var copy = (Dictionary<string, object?>)Json.Copy(new Dictionary<string, object?> { ["l"] = inner })!;

        inner.Add(2.0);

        CanonicalJson.Of(copy).ShouldBe("""{"l":[1]}""");
    }
}
