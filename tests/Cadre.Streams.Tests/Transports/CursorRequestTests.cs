using Microsoft.AspNetCore.Http;

namespace Cadre.Streams.Tests.Transports;

public class CursorRequestTests
{
    [Theory]
    [InlineData(null, "", null)]
    [InlineData(null, "?after=abc:5", "abc:5")]
    [InlineData("abc:6", "", "abc:6")]
    [InlineData("abc:6", "?after=abc:5", "abc:6")]
    [InlineData("", "?after=abc:5", "abc:5")]
    [InlineData("abc:6", "?after=nonsense", "abc:6")]
    public void TryReadCursor_takes_the_header_before_the_query(string? header, string query, string? expected)
    {
        FeedEndpoints.TryReadCursor(Request(header, query), out var after, out var error).ShouldBeTrue();
        after?.ToString().ShouldBe(expected);
        error.ShouldBeNull();
    }

    [Theory]
    [InlineData("12", "", "header Last-Event-ID")]
    [InlineData("12", "?after=abc:5", "header Last-Event-ID")]
    [InlineData(null, "?after=abc", "query parameter after")]
    [InlineData(null, "?after=abc:5&after=abc:6", "digits only")]
    public void TryReadCursor_malformed_says_where_and_why(string? header, string query, string expected)
    {
        FeedEndpoints.TryReadCursor(Request(header, query), out var after, out var error).ShouldBeFalse();
        after.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(expected);
    }

    static HttpRequest Request(string? header, string query)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null) request.Headers["Last-Event-ID"] = header;
        request.QueryString = new QueryString(query);
        return request;
    }
}
