namespace Cadre.Hub.Telemetry;

/// <summary>How a watcher is connected.</summary>
internal enum StreamTransport
{
    Sse,
    WebSocket,
    LongPoll,
}
