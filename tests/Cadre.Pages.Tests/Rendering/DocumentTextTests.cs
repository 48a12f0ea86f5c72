using System.Text;
using Cadre.Pages.Rendering;

namespace Cadre.Pages.Tests.Rendering;

public sealed class DocumentTextTests
{
    [Fact]
    public async Task Pieces_without_a_place_are_sent_as_they_are() =>
        (await SentAsync("<p>", "Grüße 🙂", "</p>")).ShouldBe("<p>Grüße 🙂</p>");

    [Fact]
    public async Task Each_place_is_filled_wherever_it_stands_in_its_piece() =>
        (await SentAsync(LiveConnection.PlaceOfView, "<a b=\"" + LiveConnection.PlaceOfAddress + LiveConnection.PlaceOfTime + "\">", "", "x" + LiveConnection.PlaceOfView))
            .ShouldBe("[view]<a b=\"[address][time]\">x[view]");

    [Fact]
    public async Task Nothing_is_nothing() => (await SentAsync()).ShouldBeEmpty();

    private static async Task<string> SentAsync(params string[] texts)
    {
        using var sent = new MemoryStream();
        await DocumentText.Of(texts).WriteAsync(sent, ValueOf, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(sent.ToArray());
    }

    private static string ValueOf(string place) =>
        place == LiveConnection.PlaceOfView ? "[view]" : place == LiveConnection.PlaceOfAddress ? "[address]" : place == LiveConnection.PlaceOfTime ? "[time]" : throw new ArgumentException(place);
}
