using System.Text;
using Cadre.Pages.Streaming;
using Cadre.Pages.Tests.Browsers;
using Cadre.Pages.Tests.Screens;

namespace Cadre.Pages.Tests.Rendering;

public sealed class FragmentTreeTests
{
    private readonly Store _store = new();

    [Fact]
    public async Task Changed_text_is_pushed_with_its_fragment_alone()
    {
        _store.Set(("lines", "a,b,c"), ("a", "one"));
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));
        var before = page.Renders;

        var partials = await page.ChangeAsync(("b", "two"));

        partials.ShouldBe("<hx-partial hx-target=\"#note_b\" hx-swap=\"outerMorph\"><p id=\"note_b\" title=\"two\">two</p></hx-partial>\n");
        (page.Renders - before).ShouldBe(1);
    }

    [Fact]
    public async Task Rendering_without_a_difference_is_not_pushed()
    {
        _store["a"] = "one";
        await using var page = await Drawing.ShowAsync<Note>(_store, ("Name", "a"));

        (await page.ChangeAsync(("a", "one"))).ShouldBeEmpty();
        (await page.ChangeAsync(() => { _store["a"] = "two"; _store["a"] = "one"; })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a", "x,a", "#note_a beforebegin x")]
    [InlineData("a,b", "a,x,y,b", "#note_a afterend x,y")]
    [InlineData("a,b", "x,a,y,b", "#note_a beforebegin x;#note_a afterend y")]
    [InlineData("a,b,c,d,e", "x,y,b,d,e", "#note_a delete ;#note_c delete ;#note_b beforebegin x,y")]
    [InlineData("a,b,c", "a,c", "#note_b delete ")]
    [InlineData("a,b", "b,a", "#lines_lines outerMorph b,a")]
    [InlineData("a,b", "", "#lines_lines outerMorph ")]
    [InlineData("", "a", "#lines_lines outerMorph a")]
    [InlineData("a", "x,y,z,a", "#lines_lines outerMorph x,y,z,a")]
    [InlineData("a,b", "x,y", "#lines_lines outerMorph x,y")]
    public async Task List_costs_what_came_and_went_or_all_of_it_where_that_cannot_be_said(string before, string after, string pushed)
    {
        _store["lines"] = before;
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));

        Summary(await page.ChangeAsync(("lines", after))).ShouldBe(pushed);
    }

    [Theory]
    [InlineData("a,b,c", "x,a,b", "#note_x delete ;#note_a beforebegin x")]
    [InlineData("a,b,c", "a,c", "#note_b delete ")]
    [InlineData("a,b,c", "a,b", "")]
    [InlineData("a,b,c", "a,b,x", "#note_x delete ;#note_b afterend x")]
    public async Task List_that_keeps_its_tail_removes_nothing_behind_what_stays_and_has_no_line_twice(string before, string after, string pushed)
    {
        _store["lines"] = before;
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"), ("KeepsTail", true));

        Summary(await page.ChangeAsync(("lines", after))).ShouldBe(pushed);
    }

    [Fact]
    public async Task List_in_another_order_names_what_stays_and_sends_only_what_is_new_or_changed()
    {
        _store["lines"] = "a,b,c,d";
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));
        var browser = new Browser(await page.DocumentAsync());

        var partials = await page.ChangeAsync(() => { _store["lines"] = "d,x,a,c"; _store["c"] = "changed"; });
        browser.Apply(partials);

        partials.ShouldContain("""<p id="note_d" data-kept></p>""");
        partials.ShouldContain("""<p id="note_c" data-kept></p>""");
        partials.ShouldNotContain("note_b");
        browser.IdsOf("ul > p").ShouldBe(["note_d", "note_x", "note_a", "note_c"]);
        browser.TextOf("#note_c").ShouldBe("changed");
    }

    [Fact]
    public async Task Element_that_moves_into_a_new_list_while_its_lists_change_their_order_is_there()
    {
        _store.Set(("list-0:children", "list-a,list-b"), ("list-a:children", "list-x,list-y"));
        await using var page = await Drawing.ShowAsync<ForestPage>(_store);
        var browser = new Browser(await page.DocumentAsync());

        browser.Apply(await page.ChangeAsync(("list-0:children", "list-b,list-new,list-a"), ("list-a:children", "list-y"), ("list-new:children", "list-x")));

        browser.IdsOf("#node_list-0 > div > section").ShouldBe(["node_list-b", "node_list-new", "node_list-a"]);
        browser.IdsOf("#node_list-new > div > section").ShouldBe(["node_list-x"]);
        browser.IdsOf("#node_list-a > div > section").ShouldBe(["node_list-y"]);
    }

    [Fact]
    public async Task Line_that_comes_back_from_a_kept_tail_is_there_once_and_in_its_place()
    {
        _store["lines"] = "a,b,c";
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"), ("KeepsTail", true));
        var browser = new Browser(await page.DocumentAsync());

        browser.Apply(await page.ChangeAsync(("lines", "x,a,b")));
        browser.IdsOf("ul > p").ShouldBe(["note_x", "note_a", "note_b", "note_c"]);
        browser.Apply(await page.ChangeAsync(("lines", "a,b,c")));
        browser.IdsOf("ul > p").ShouldBe(["note_a", "note_b", "note_c"]);
    }

    [Fact]
    public async Task New_document_is_exact_after_a_change_that_no_browser_is_told_of()
    {
        _store["lines"] = "a,b";
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"), ("KeepsTail", true));

        (await page.ChangeAsync(("lines", "a"))).ShouldBeEmpty();

        new Browser(await page.DocumentAsync()).IdsOf("ul > p").ShouldBe(["note_a"]);
    }

    [Fact]
    public async Task Fragment_that_goes_and_comes_back_is_pushed_with_what_is_in_it()
    {
        _store.Set(("lines", "a,b"), ("b", "one"));
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));
        var browser = new Browser(await page.DocumentAsync());

        browser.Apply(await page.ChangeAsync(("lines", "a")));
        browser.IdsOf("ul > p").ShouldBe(["note_a"]);
        browser.Apply(await page.ChangeAsync(("lines", "a,b")));
        browser.Apply(await page.ChangeAsync(("b", "two")));

        browser.TextOf("#note_b").ShouldBe("two");
    }

    [Fact]
    public async Task Fragment_that_was_rendered_and_then_removed_in_one_turn_is_only_removed()
    {
        _store["lines"] = "a,b";
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));

        var partials = await page.ChangeAsync(() => { _store["b"] = "two"; _store["lines"] = "a"; });

        Summary(partials).ShouldBe("#note_b delete ");
    }

    [Fact]
    public async Task Fragment_that_came_with_the_one_around_it_is_written_once()
    {
        _store["lines"] = "a";
        await using var page = await Drawing.ShowAsync<Lines>(_store, ("Name", "lines"));
        var before = page.Renders;

        await page.ChangeAsync(("lines", "a,b"));

        (page.Renders - before).ShouldBe(2);
    }

    [Fact]
    public async Task Text_that_reads_like_markup_is_text()
    {
        const string Hostile = "</hx-partial><hx-partial hx-target=\"body\" hx-swap=\"delete\"><script>alert(1)</script>\r\ndata: x";
        await using var page = await Drawing.ShowAsync<Note>(_store, ("Name", "a"));
        var browser = new Browser($"<body>{await page.DocumentAsync()}</body>");

        var partials = await page.ChangeAsync(("a", Hostile));
        browser.Apply(SseStream.DataOf(Encoding.UTF8.GetString(SseMessage.Of("0.x.1", partials))));

        browser.TextOf("#note_a").ShouldBe(Hostile);
    }

    [Fact]
    public async Task Id_that_two_fragments_have_is_an_error_that_names_them()
    {
        _store["lines"] = "a";
        var error = await Should.ThrowAsync<InvalidOperationException>(() => Drawing.ShowAsync<TwiceScreen>(_store));

        error.Message.ShouldContain("Note");
        error.Message.ShouldContain("OtherNote");
        error.Message.ShouldContain("'note_a'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("a b")]
    [InlineData("a\"><b")]
    public async Task Id_that_no_selector_can_name_is_an_error(string id)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => Drawing.ShowAsync<OtherNote>(_store, ("Id", id)));

        error.Message.ShouldContain($"OtherNote has the id '{id}'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("only text")]
    [InlineData("other")]
    public async Task Fragment_that_is_no_element_with_its_id_is_an_error(string shown)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => Drawing.ShowAsync<LooseNote>(_store, ("Shown", shown)));

        error.Message.ShouldContain("LooseNote");
        error.Message.ShouldContain("'loose'");
    }

    [Fact]
    public async Task Id_that_changes_is_an_error_that_asks_for_a_key()
    {
        _store["id"] = "one";
        await using var page = await Drawing.ShowAsync<ChangingNote>(_store);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => page.ChangeAsync(("id", "two")));

        error.Message.ShouldContain("'one'");
        error.Message.ShouldContain("'two'");
        error.Message.ShouldContain("@key");
    }

    [Fact]
    public async Task Change_outside_of_all_fragments_is_in_new_documents_and_is_noted()
    {
        await using var page = await Drawing.ShowAsync<BareScreen>(_store);
        page.HasUnseenChange.ShouldBeFalse();

        (await page.ChangeAsync(("more", "yes"))).ShouldBeEmpty();

        page.HasUnseenChange.ShouldBeTrue();
        (await page.DocumentAsync()).ShouldContain("<p id=\"note_more\"");
        (await page.EverythingAsync()).ShouldContain("#note_more");
        Summary(await page.ChangeAsync(("more", "again"))).ShouldBe("#note_more outerMorph more");
    }

    // "#target swap names-of-notes" of each partial.
    private static string Summary(string partials) => string.Join(';', partials.Split("</hx-partial>\n", StringSplitOptions.RemoveEmptyEntries).Select(static partial =>
    {
        var words = partial.Split('"');
        var names = System.Text.RegularExpressions.Regex.Matches(partial, "<p id=\"note_([^\"]*)\"").Select(static match => match.Groups[1].Value);
        return $"{words[1]} {words[3]} {string.Join(',', names)}";
    }));
}
