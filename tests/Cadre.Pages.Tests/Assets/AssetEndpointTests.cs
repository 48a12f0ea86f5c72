using System.IO.Compression;
using System.Net;

namespace Cadre.Pages.Tests.Assets;

public sealed class AssetEndpointTests
{
    [Fact]
    public async Task Assets_are_named_by_their_content_and_kept_for_good()
    {
        await using var site = await Site.StartAsync();
        site.Assets.ScriptsPath.ShouldMatch("^/assets/app\\.[0-9a-f]{12}\\.js$");
        site.Assets.StylesPath!.ShouldMatch("^/assets/app\\.[0-9a-f]{12}\\.css$");

        using var response = await site.Http.GetAsync(site.Assets.PathOf("dot.svg"));

        (await response.Content.ReadAsStringAsync()).ShouldStartWith("<svg ");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
    }

    [Theory]
    [InlineData("br", true)]
    [InlineData("gzip, deflate, br, zstd", true)]
    [InlineData("BR;q=0.5", true)]
    [InlineData("br;q=0, gzip", false)]
    [InlineData("gzip", false)]
    [InlineData("abr", false)]
    [InlineData(null, false)]
    public async Task Script_is_sent_as_brotli_to_who_takes_it(string? accepted, bool compressed)
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Assets.ScriptsPath);
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await site.Http.SendAsync(request);

        response.Content.Headers.ContentEncoding.ShouldBe(compressed ? ["br"] : []);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(compressed ? new BrotliStream(body, CompressionMode.Decompress) : body);
        var script = await reader.ReadToEndAsync();
        script.IndexOf("cadre:connection", StringComparison.Ordinal).ShouldBeGreaterThan(script.IndexOf("hx-sse", StringComparison.Ordinal));
        script.Split("\n;\n").Length.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("/assets/dot.svg")]
    [InlineData("/assets/dot.000000000000.svg")]
    [InlineData("/assets/..%2fappsettings.json")]
    public async Task What_is_no_asset_is_not_there(string path)
    {
        await using var site = await Site.StartAsync();

        using var response = await site.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Headers.CacheControl.ShouldBeNull();
    }

    [Fact]
    public async Task Style_sheet_has_its_imports_in_order_and_the_addresses_of_files()
    {
        await using var site = await Site.StartAsync();

        var css = await site.Http.GetStringAsync(site.Assets.StylesPath);

        css.ShouldBe($$""".tokens { --a: 1; } .card { background: url("{{site.Assets.PathOf("dot.svg")}}"); mask: url("other.svg"); } .app { color: red; }""");
    }

    [Fact]
    public async Task Path_of_a_file_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        await using var site = await Site.StartAsync();

        Should.Throw<KeyNotFoundException>(() => site.Assets.PathOf("dott.svg")).Message.ShouldBe("There is no asset 'dott.svg'; there are dot.svg.");
    }
}
