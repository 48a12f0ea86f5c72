using Microsoft.Win32.SafeHandles;

namespace Cadre.Cli.Terminals;

/// <summary>A pipe to write to that reports when its reader has gone, by <see cref="OutputClosedException"/>.</summary>
/// <remarks>The console stream of .NET hides a closed pipe, so that <c>cadre events --follow | head</c> would never end.</remarks>
internal sealed class PipeStream : Stream
{
    private const int BrokenPipe = 32;

    private readonly FileStream _file;

    private PipeStream(FileStream file) => _file = file;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <returns>Null when standard output is a terminal or a file.</returns>
    public static PipeStream? OfStandardOutput()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return null;
        var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return file.CanSeek ? null : new(file);
    }

    public override void Flush() => _file.Flush();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            throw new OutputClosedException(e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
