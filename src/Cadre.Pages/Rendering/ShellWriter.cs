using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cadre.Pages.Rendering;

/// <summary>Takes what a fragment writes, and leaves out the fragments within it. One after the other may be written with it.</summary>
internal sealed class ShellWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly ArrayBufferWriter<char> _text = new(4_096);
    private readonly ImmutableArray<string>.Builder _texts = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<int>.Builder _children = ImmutableArray.CreateBuilder<int>();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        _text.GetSpan(1)[0] = value;
        _text.Advance(1);
    }

    public override void Write(ReadOnlySpan<char> text) => _text.Write(text);

    public override void Write(string? text) => Write(text.AsSpan());

    public override void Write(char[] text, int index, int count) => Write(text.AsSpan(index, count));

    public void LeaveOut(int componentId)
    {
        EndText();
        _children.Add(componentId);
    }

    /// <summary>What was written since the last one.</summary>
    public Shell ToShell()
    {
        EndText();
        var shell = new Shell(_texts.ToImmutable(), _children.ToImmutable());
        _texts.Clear();
        _children.Clear();
        return shell;
    }

    private void EndText()
    {
        _texts.Add(_text.WrittenSpan.ToString());
        _text.ResetWrittenCount();
    }
}

/// <summary>The markup of a fragment: text, and between each two texts a fragment within.</summary>
/// <param name="Texts">One more than children.</param>
/// <param name="Children">The components of the fragments within, in order.</param>
internal sealed record Shell(ImmutableArray<string> Texts, ImmutableArray<int> Children)
{
    public static Shell Empty { get; } = new([""], []);

    public bool IsSame(Shell other) => Texts.AsSpan().SequenceEqual(other.Texts.AsSpan()) && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    /// <summary>Whether it begins with an element of that id.</summary>
    public bool IsElement(string id) => Texts[0].AsSpan().TrimStart().StartsWith('<') && Texts[0].Contains($" id=\"{id}\"", StringComparison.Ordinal);

    /// <summary>The name of its element.</summary>
    public string Tag
    {
        get
        {
            var markup = Texts[0].AsSpan().TrimStart()[1..];
            var end = 0;
            while (char.IsAsciiLetterOrDigit(markup[end]) || markup[end] == '-') end++;
            return markup[..end].ToString();
        }
    }

    /// <summary>Whether the two differ in nothing but which children they have: a list with the same head and foot.</summary>
    public bool IsListLike(Shell other) =>
        Children.Length > 0 && other.Children.Length > 0 && Texts[0] == other.Texts[0] && Texts[^1] == other.Texts[^1] && HasBareGaps && other.HasBareGaps;

    private bool HasBareGaps => Texts.AsSpan()[1..^1].IndexOfAnyExceptBlank() < 0;
}

file static class Blanks
{
    public static int IndexOfAnyExceptBlank(this ReadOnlySpan<string> texts)
    {
        for (var i = 0; i < texts.Length; i++)
            if (!string.IsNullOrWhiteSpace(texts[i])) return i;
        return -1;
    }
}
