namespace Cadre.Pages.Tests.Assets;

public sealed class StyleSheetsTests
{
    [Fact]
    public void Sheet_that_is_imported_and_not_there_is_an_error() =>
        Refused(("app.css", "@import \"card.css\";")).ShouldBe("app.css imports 'card.css', which is not there.");

    [Fact]
    public void Sheets_that_nobody_imports_are_an_error() =>
        Refused(("app.css", ""), ("card.css", ""), ("tokens.css", "")).ShouldBe("app.css does not import card.css, tokens.css.");

    [Fact]
    public void Import_in_an_imported_sheet_is_an_error() =>
        Refused(("app.css", "@import \"card.css\";"), ("card.css", "@import \"app.css\";")).ShouldBe("card.css has an @import; only app.css may have one.");

    [Fact]
    public void Without_a_main_sheet_there_is_none() => StyleSheets.Join(new Dictionary<string, string>(), static _ => null).ShouldBeEmpty();

    [Theory]
    [InlineData("url(\"../files/dot.svg\")", "url(\"/x/dot.svg\")")]
    [InlineData("url(\"dot.svg\")", "url(\"/x/dot.svg\")")]
    [InlineData("url(\"data:image/svg+xml,%3Csvg/%3E\")", "url(\"data:image/svg+xml,%3Csvg/%3E\")")]
    [InlineData("url(\"#mask\")", "url(\"#mask\")")]
    public void Addresses_of_files_lead_to_where_they_are_served(string written, string served) =>
        StyleSheets.Join(new Dictionary<string, string> { ["app.css"] = written }, static name => name == "dot.svg" ? "/x/dot.svg" : null).ShouldBe(served);

    [Theory]
    [InlineData("a {\n  color: red;\n\n  /* why */\n  top: 0;\n}\n", "a { color: red; top: 0; }")]
    [InlineData("a::before { content: \"/* no  comment */\"; }", "a::before { content: \"/* no  comment */\"; }")]
    [InlineData("a { content: '\\'  \"'; /* it's over */ }", "a { content: '\\'  \"'; }")]
    [InlineData("a /* one *//* two */ b { }", "a b { }")]
    public void Rules_are_served_without_comments_and_indentation(string written, string served) => StyleSheets.Shorten(written).ShouldBe(served);

    private static string Refused(params (string Name, string Css)[] sheets) =>
        Should.Throw<InvalidOperationException>(() => StyleSheets.Join(sheets.ToDictionary(static sheet => sheet.Name, static sheet => sheet.Css), static _ => null)).Message;
}
