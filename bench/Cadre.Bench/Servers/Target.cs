using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>A running server and how the loader speaks to it.</summary>
internal sealed record Target(string Name, Uri Address, ServerProcess Process) : IAsyncDisposable
{
    /// <summary>One agent; null when the server has no such thing.</summary>
    public Request? ReadOne { get; init; }

    /// <summary>The list of fifty agents.</summary>
    public Request? ReadList { get; init; }

    /// <summary>Changes that become events of about 300 bytes, each stamped.</summary>
    public required Request[] Publish { get; init; }

    /// <summary>What a watcher sends to have every event pushed to it.</summary>
    public required byte[] Watch { get; init; }

    /// <summary>Where the server keeps its files; deleted with it. Null when it has none.</summary>
    public string? Folder { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (Folder is not null) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The opening of a Server-Sent Events stream.</summary>
    public static byte[] EventStream(Uri server, string path) =>
        Request.Get(server, path, "Accept: text/event-stream\r\n").Stamped(0).ToArray();
}
