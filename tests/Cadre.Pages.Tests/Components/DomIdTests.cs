using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Pages.Tests.Components;

public sealed class DomIdTests
{
    private static readonly string[] Kinds = ["a", "a-a", "a-a-a", "card", "card-7"];

    // Few characters, so that names meet.
    private static readonly Gen<string> Names = Gen.Elements("a", "-", "_", "0", "5", "f", "_005f", " ", "é", "\ud83d", "\n", "#").ListOf().Select(static parts => string.Concat(parts));

    [Fact]
    public void Different_kinds_and_names_have_different_ids_that_a_selector_can_name() => ForAll(
        Gen.Elements(Kinds).Zip(Names).Zip(Gen.Elements(Kinds).Zip(Names)),
        static pair =>
        {
            var ((left, right), (leftId, rightId)) = (pair, (DomId.Of(pair.Item1.Item1, pair.Item1.Item2), DomId.Of(pair.Item2.Item1, pair.Item2.Item2)));
            (leftId == rightId).ShouldBe(left == right, $"{left} is {leftId}, {right} is {rightId}");
            leftId.ShouldMatch("^[A-Za-z][A-Za-z0-9_-]*$");
            DomId.IsValid(leftId).ShouldBeTrue();
        });

    [Fact]
    public void Usual_names_can_be_read() => DomId.Of("agent", "ada-7 b").ShouldBe("agent_ada-7_0020b");

    [Theory]
    [InlineData("")]
    [InlineData("7up")]
    [InlineData("two words")]
    [InlineData("under_score")]
    public void Kind_with_other_characters_is_an_error(string kind) =>
        Should.Throw<ArgumentException>(() => DomId.Of(kind, "x")).Message.ShouldContain($"'{kind}'");

    private static void ForAll<T>(Gen<T> inputs, Action<T> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(20_260_131, 7).WithQuietOnSuccess(true), Prop.ForAll(inputs.ToArbitrary(), property));
}
