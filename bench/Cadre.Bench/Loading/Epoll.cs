using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Cadre.Bench.Loading;

/// <summary>Something that owns a socket and is told when it can be read or written.</summary>
internal interface IPolled
{
    Socket Socket { get; }

    void OnReadable();

    void OnWritable();
}

/// <summary>A single-threaded, level-triggered event loop over non-blocking sockets.</summary>
/// <remarks>
/// The loader must cost less than any server it measures; with thousands of sockets on one core that rules out
/// a task, a queue and a second system call per readable socket, which the asynchronous socket API needs.
/// </remarks>
internal sealed partial class Epoll : IDisposable
{
    private const int Capacity = 4096;
    private const uint Readable = 0x1;
    private const uint Writable = 0x4;
    private const int Add = 1, Remove = 2, Modify = 3;

    // The kernel packs epoll_event on x86-64 and aligns it elsewhere.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly SafeFileHandle _handle;
    private readonly byte[] _events = new byte[Capacity * Stride];
    private readonly Dictionary<int, IPolled> _polled = [];
    private readonly byte[] _event = new byte[16];

    public Epoll()
    {
        var fd = epoll_create1(0);
        if (fd < 0) throw Failure("epoll_create1");
        _handle = new SafeFileHandle(fd, ownsHandle: true);
    }

    /// <summary>Scratch space for whoever is being read; valid until it returns.</summary>
    public byte[] Buffer { get; } = new byte[256 * 1024];

    public void Register(IPolled polled)
    {
        var fd = (int)polled.Socket.Handle;
        Control(Add, fd, Readable);
        _polled.Add(fd, polled);
    }

    public void WatchWritable(IPolled polled, bool on) =>
        Control(Modify, (int)polled.Socket.Handle, on ? Readable | Writable : Readable);

    public void Unregister(IPolled polled)
    {
        var fd = (int)polled.Socket.Handle;
        if (_polled.Remove(fd)) Control(Remove, fd, 0);
    }

    /// <summary>Waits for readiness at most <paramref name="timeoutMs"/> and tells whoever is ready.</summary>
    public void Poll(int timeoutMs)
    {
        var count = epoll_wait(_handle, _events, Capacity, timeoutMs);
        if (count < 0)
        {
            const int interrupted = 4;
            if (Marshal.GetLastPInvokeError() == interrupted) return;
            throw Failure("epoll_wait");
        }

        for (var i = 0; i < count; i++)
        {
            var slot = _events.AsSpan(i * Stride);
            var flags = BitConverter.ToUInt32(slot);
            var fd = BitConverter.ToInt32(slot[(Stride - 8)..]);
            if (!_polled.TryGetValue(fd, out var polled)) continue;
            if ((flags & Writable) != 0) polled.OnWritable();
            if ((flags & ~Writable) != 0 && _polled.ContainsKey(fd)) polled.OnReadable();
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Control(int operation, int fd, uint flags)
    {
        BitConverter.TryWriteBytes(_event, flags);
        BitConverter.TryWriteBytes(_event.AsSpan(Stride - 8), (long)fd);
        if (epoll_ctl(_handle, operation, fd, _event) < 0) throw Failure("epoll_ctl");
    }

    private static IOException Failure(string call) => new($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(SafeFileHandle epoll, int operation, int fd, byte[] data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(SafeFileHandle epoll, [Out] byte[] events, int capacity, int timeoutMs);
}
