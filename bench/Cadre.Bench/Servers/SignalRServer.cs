using System.Text;
using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>A SignalR hub that pushes what is posted, watched by WebSockets that speak its JSON protocol.</summary>
internal static class SignalRServer
{
    public static async Task<Target> StartAsync()
    {
        var program = Repository.Built("Cadre.Bench.SignalRPeer", "Cadre.Bench.SignalRPeer.dll");
        var (process, address) = await ServerProcess.StartAsync(Repository.DotNet, [program, "--urls", "http://127.0.0.1:0"]);
        return new Target("signalr", address, process)
        {
            Publish = [.. Enumerable.Range(0, Payloads.Agents).Select(i => Request.Post(address, "/pub", Payloads.State(i)))],
            Watch = [.. Upgrade(address), .. MaskedText("{\"protocol\":\"json\",\"version\":1}\u001e")],
        };
    }

    private static byte[] Upgrade(Uri address) => Request.Get(
        address, "/hub", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: Y2FkcmUtYmVuY2gtMDAwMQ==\r\n")
        .Stamped(0).ToArray();

    // A client must mask its frames; a mask of zeros leaves the text as it is.
    private static byte[] MaskedText(string text) => [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
}
