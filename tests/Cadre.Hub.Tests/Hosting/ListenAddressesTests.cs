using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7171", true)]
    [InlineData("http://127.9.9.9:1", true)]
    [InlineData("http://localhost:7171", true)]
    [InlineData("https://[::1]:7171", true)]
    [InlineData("http://0.0.0.0:7171", false)]
    [InlineData("http://*:7171", false)]
    [InlineData("http://[::]:7171", false)]
    [InlineData("http://hub.example:7171", false)]
    [InlineData("http://localhost.example:7171", false)]
    [InlineData("http://10.0.0.1:7171", false)]
    public void Only_loopback_addresses_count_as_loopback(string url, bool expected)
    {
        ListenAddresses.AreValid(url).ShouldBeTrue();
        ListenAddresses.AreLoopback([url]).ShouldBe(expected);
        ListenAddresses.AreLoopback(["http://127.0.0.1:1", url]).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7171")]
    [InlineData("127.0.0.1:7171")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:7171/hub")]
    [InlineData("http://unix:/tmp/cadre.sock")]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:1;nonsense")]
    public void What_cannot_be_listened_on_is_refused(string urls)
    {
        ListenAddresses.AreValid(urls).ShouldBeFalse();
    }
}
