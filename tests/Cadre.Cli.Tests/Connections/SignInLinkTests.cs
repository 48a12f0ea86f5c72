using Cadre.Cli.Connections;

namespace Cadre.Cli.Tests.Connections;

public sealed class SignInLinkTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7171", "http://127.0.0.1:7171/sign-in?code=c")]
    [InlineData("https://hub.example", "https://hub.example/sign-in?code=c")]
    [InlineData("https://example.com/cadre", "https://example.com/cadre/sign-in?code=c")]
    [InlineData("http://0.0.0.0:7171", "http://localhost:7171/sign-in?code=c")]
    [InlineData("http://[::]:7171", "http://localhost:7171/sign-in?code=c")]
    [InlineData("http://[::1]:7171", "http://[::1]:7171/sign-in?code=c")]
    public void Link_leads_to_a_place_that_a_browser_can_reach(string hub, string expected)
    {
        SignInLink.To(HubAddress.Parse(hub), "c").ShouldBe(expected);
    }
}
