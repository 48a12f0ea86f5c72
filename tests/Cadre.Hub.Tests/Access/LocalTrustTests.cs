using System.Net;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Tests.Access;

public sealed class LocalTrustTests
{
    [Theory]
    [InlineData("127.0.0.1:7171", null, null)]
    [InlineData("localhost:7171", null, null)]
    [InlineData("LOCALHOST", null, null)]
    [InlineData("[::1]:7171", null, null)]
    [InlineData("127.0.0.1:7171", "http://127.0.0.1:7171", null)]
    [InlineData("localhost:7171", "http://localhost:7171", null)]
    [InlineData("evil.example:7171", null, "foreign-host")]
    [InlineData("localhost.evil.example", null, "foreign-host")]
    [InlineData("127.0.0.1.evil.example", null, "foreign-host")]
    [InlineData("10.0.0.1", null, "foreign-host")]
    [InlineData("0.0.0.0:7171", null, "foreign-host")]
    [InlineData("", null, "foreign-host")]
    [InlineData("evil.example", "http://evil.example", "foreign-host")]
    [InlineData("127.0.0.1:7171", "http://evil.example", "foreign-origin")]
    [InlineData("127.0.0.1:7171", "http://localhost:7171", "foreign-origin")]
    [InlineData("127.0.0.1:7171", "http://127.0.0.1:3000", "foreign-origin")]
    [InlineData("127.0.0.1:7171", "https://127.0.0.1:7171", "foreign-origin")]
    [InlineData("127.0.0.1:7171", "null", "foreign-origin")]
    [InlineData("127.0.0.1:7171", "", "foreign-origin")]
    public void Host_and_origin_decide(string host, string? origin, string? code)
    {
        var request = Request(host);
        if (origin is not null)
            request.Request.Headers.Origin = origin;

        Check(request).ShouldBe(code);
    }

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("127.1.2.3", null)]
    [InlineData("::1", null)]
    [InlineData("::ffff:127.0.0.1", null)]
    [InlineData("10.0.0.1", "token-required")]
    [InlineData("2001:db8::1", "token-required")]
    public void Remote_address_must_be_loopback(string remote, string? code)
    {
        Check(Request("localhost", remote)).ShouldBe(code);
    }

    [Fact]
    public void Caller_without_an_address_is_not_trusted()
    {
        var request = Request("localhost");
        request.Connection.RemoteIpAddress = null;

        Check(request).ShouldBe("token-required");
    }

    [Theory]
    [InlineData("cross-site", "no-cors", "foreign-origin")]
    [InlineData("cross-site", null, "foreign-origin")]
    [InlineData("cross-site", "navigate", null)]
    [InlineData("same-origin", "cors", null)]
    [InlineData("none", "navigate", null)]
    public void Page_of_another_site_is_known_by_its_fetch_metadata(string site, string? mode, string? code)
    {
        var request = Request("localhost");
        request.Request.Headers["Sec-Fetch-Site"] = site;
        if (mode is not null)
            request.Request.Headers["Sec-Fetch-Mode"] = mode;

        Check(request).ShouldBe(code);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7", "token-required")]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.7", "token-required")]
    [InlineData("X-Forwarded-For", "127.0.0.1", null)]
    [InlineData("X-Forwarded-For", "unknown", "token-required")]
    [InlineData("Forwarded", "for=203.0.113.7", "token-required")]
    public void Request_that_came_through_a_proxy_is_not_local(string header, string value, string? code)
    {
        var request = Request("localhost");
        request.Request.Headers[header] = value;

        Check(request).ShouldBe(code);
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:7171")]
    [InlineData(false, "http://0.0.0.0:7171")]
    public void Hub_that_wants_tokens_or_is_reachable_trusts_nobody(bool requireTokens, string url)
    {
        Check(Request("localhost"), new HubOptions { RequireTokens = requireTokens, Urls = ["http://127.0.0.1:1", url] }).ShouldBe("token-required");
    }

    private static string? Check(HttpContext request, HubOptions? options = null) => new LocalTrust(options ?? new HubOptions()).Check(request)?.Code;

    private static DefaultHttpContext Request(string host, string remote = "127.0.0.1")
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        return context;
    }
}
