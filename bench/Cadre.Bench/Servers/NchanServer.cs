using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>nginx with the Nchan module: one channel, published by POST, watched as an event stream.</summary>
internal static class NchanServer
{
    private const string Modules = "/usr/lib/nginx/modules";

    public static bool Installed => File.Exists("/usr/sbin/nginx") && File.Exists($"{Modules}/ngx_nchan_module.so");

    public static async Task<Target> StartAsync()
    {
        if (!Installed) throw new FileNotFoundException("Nchan is not installed; run: apt-get install nginx-light libnginx-mod-nchan");
        var folder = Directory.CreateTempSubdirectory("cadre-bench-nchan-").FullName;
        var port = FreePort();
        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "bench", "peers", "nchan", "nginx.conf.template"));
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, template
            .Replace("{folder}", folder, StringComparison.Ordinal)
            .Replace("{modules}", Modules, StringComparison.Ordinal)
            .Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var process = ServerProcess.StartSilent("/usr/sbin/nginx", ["-p", folder, "-c", configuration]);
        var address = new Uri($"http://127.0.0.1:{port}");
        await AwaitListeningAsync(port);
        return new Target("nchan", address, process)
        {
            Folder = folder,
            Publish = [.. Enumerable.Range(0, Payloads.Agents).Select(i => Request.Post(address, "/pub", Payloads.State(i)))],
            Watch = Target.EventStream(address, "/sub"),
        };
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static async Task AwaitListeningAsync(int port)
    {
        var deadline = Clock.Now + Clock.FromSeconds(10);
        while (true)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Clock.Now < deadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }
}
