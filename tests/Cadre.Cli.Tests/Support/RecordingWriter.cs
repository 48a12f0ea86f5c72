using System.Text;

namespace Cadre.Cli.Tests.Support;

/// <summary>Keeps what is written, and lets a test wait for it.</summary>
internal sealed class RecordingWriter : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public IReadOnlyList<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task WaitForAsync(string text) => Patience.Until(() => Text.Contains(text, StringComparison.Ordinal), $"output '{text}'");

    public Task WaitForLinesAsync(int count) => Patience.Until(() => Lines.Count >= count, $"{count} lines of output");

    public override void Write(char value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_text)
            _text.Append(buffer, index, count);
    }
}
