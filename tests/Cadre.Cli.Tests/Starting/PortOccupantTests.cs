using System.Net;
using System.Net.Sockets;
using Cadre.Cli.Starting;

namespace Cadre.Cli.Tests.Starting;

public sealed class PortOccupantTests
{
    [Fact]
    public void Process_that_listens_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell through /proc.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        PortOccupant.Find(((IPEndPoint)listener.LocalEndpoint).Port)!.ShouldStartWith($"process {Environment.ProcessId} (");
    }

    [Fact]
    public void Free_port_has_no_occupant()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        PortOccupant.Find(port).ShouldBeNull();
    }
}
