using System.IO.Pipelines;
using System.Text;

namespace Cadre.Cli.Tests.Support;

/// <summary>Standard input that a test writes to while the tool reads.</summary>
internal sealed class PipedInput : IAsyncDisposable
{
    private readonly Pipe _pipe = new();

    public Stream Reader => _pipe.Reader.AsStream();

    public async Task WriteAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public async Task CompleteAsync() => await _pipe.Writer.CompleteAsync();

    public async ValueTask DisposeAsync() => await _pipe.Writer.CompleteAsync();
}
