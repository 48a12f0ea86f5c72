using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Hosting;

public sealed class HubOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7171", false, true)]
    [InlineData("http://127.0.0.1:7171", true, false)]
    [InlineData("http://localhost:7171;http://[::1]:7171", false, true)]
    [InlineData("http://127.0.0.1:7171;http://0.0.0.0:7172", false, false)]
    public void Local_callers_are_trusted_where_nobody_else_can_call_and_no_token_is_demanded(string urls, bool requireTokens, bool expected)
    {
        new HubOptions { Urls = urls.Split(';'), RequireTokens = requireTokens }.TrustsLocalCallers.ShouldBe(expected);
    }
}
