using System.Net.Http.Headers;
using System.Text;

namespace Cadre.Hub.Tests.Requests;

/// <summary>Media types, sizes and JSON as every endpoint checks them; tried on one of them.</summary>
public sealed class ContentTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync(o => o.Limits.BodyBytes = 2_000);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Other_media_types_are_refused_with_those_accepted(string? type)
    {
        var problem = (await PostAsync("{}"u8.ToArray(), type)).ShouldBeProblem(415, "unsupported-media-type");

        problem.GetProperty("allowed").EnumerateArray().Single().GetString().ShouldBe("application/json");
        problem.GetProperty("pointer").GetString().ShouldBe("header:Content-Type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    public async Task Json_in_utf8_is_accepted(string type)
    {
        (await PostAsync("""{"workspace":"*","role":"viewer"}"""u8.ToArray(), type)).Status.ShouldBe(System.Net.HttpStatusCode.Created);
    }

    [Fact]
    public async Task Compressed_body_is_refused()
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        (await PostAsync(content)).ShouldBeProblem(415, "unsupported-media-type").GetProperty("pointer").GetString().ShouldBe("header:Content-Encoding");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Oversized_body_is_refused_with_the_limit(bool announced)
    {
        HttpContent content = new StringContent(new string(' ', 5_000), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (!announced)
            content = new ChunkedContent(content);

        (await PostAsync(content)).ShouldBeProblem(413, "body-too-large").GetProperty("limit").GetInt64().ShouldBe(2_000);
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData(" \n", "line 1, byte 1")]
    [InlineData("{\"a\":\"\\ud800\"}", "byte 6")]
    [InlineData("{\"\\uD800x\":1,\"b\":2}", "byte 2")]
    [InlineData("{", "line 1")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\",", "line 1")]
    [InlineData("{\n \"a\": nope}", "line 2, byte 8")]
    [InlineData("{\"a\":NaN}", "line 1, byte 6")]
    [InlineData("{\"a\":1}{", "line 1, byte 8")]
    [InlineData("{\"a\":1,\"a\":2}", "uplicate")]
    [InlineData("{\"a\":1,}", "line 1")]
    [InlineData("// no\n{}", "line 1, byte 1")]
    public async Task Malformed_json_is_refused_with_its_place(string body, string expected)
    {
        (await PostAsync(Encoding.UTF8.GetBytes(body), "application/json")).ShouldBeProblem(400, "malformed-json")
            .GetProperty("detail").GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task Invalid_utf8_is_malformed_json()
    {
        (await PostAsync([(byte)'"', 0xC3, 0x28, (byte)'"'], "application/json")).ShouldBeProblem(400, "malformed-json");
    }

    [Fact]
    public async Task Deep_json_is_refused_with_the_limit()
    {
        var body = new string('[', 33) + new string(']', 33);

        (await PostAsync(Encoding.UTF8.GetBytes(body), "application/json")).ShouldBeProblem(400, "malformed-json")
            .GetProperty("expected").GetString().ShouldBe("at most 32 levels");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/event-stream")]
    [InlineData("application/json;q=0")]
    public async Task Answer_that_is_not_acceptable_is_not_made(string accept)
    {
        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Accept", accept))).ShouldBeProblem(406, "not-acceptable");
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    public async Task Acceptable_answer_is_given(string accept)
    {
        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Accept", accept))).ShouldBeOk();
    }

    [Fact]
    public async Task Unreadable_accept_is_a_bad_header()
    {
        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Accept", ";;;"))).ShouldBeProblem(400, "bad-header");
    }

    [Fact]
    public async Task Unknown_query_parameter_is_refused()
    {
        (await _hub.GetAsync("/api/tokens?page=2")).ShouldBeProblem(400, "bad-query").GetProperty("pointer").GetString().ShouldBe("query:page");
    }

    private async Task<Reply> PostAsync(byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await PostAsync(content);
    }

    private async Task<Reply> PostAsync(HttpContent content)
    {
        using (content)
        {
            using var response = await _hub.Http.PostAsync("/api/tokens", content, TestContext.Current.CancellationToken);
            return await Reply.ReadAsync(response);
        }
    }

    /// <summary>Content whose length is not known when the request begins.</summary>
    private sealed class ChunkedContent : HttpContent
    {
        private readonly HttpContent _content;

        public ChunkedContent(HttpContent content)
        {
            _content = content;
            Headers.ContentType = content.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => _content.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
