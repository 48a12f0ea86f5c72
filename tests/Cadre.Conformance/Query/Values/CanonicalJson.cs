using System.Globalization;
using System.Text;
using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>JSON text as JavaScript prints it, members in order of their names, without blanks.</summary>
internal static class CanonicalJson
{
    private const double FirstWithExponent = 1e21;

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, sorted: true);
        return text.ToString();
    }

    /// <summary>The same, but with the members in the order in which they were added.</summary>
    public static string InOrder(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, sorted: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, bool sorted)
    {
        switch (value)
        {
            case null or Nothing:
                text.Append("null");
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case string plain:
                WriteText(text, plain);
                break;
            case InfiniteData<object?, object?> data:
                Write(text, Json.AsObject(data), sorted);
                break;
            case IReadOnlyDictionary<string, object?> members:
                WriteObject(text, members, sorted);
                break;
            case IEnumerable<object?> items:
                WriteList(text, items, sorted);
                break;
            default:
                text.Append(Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
        }
    }

    private static void WriteObject(StringBuilder text, IReadOnlyDictionary<string, object?> members, bool sorted)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in sorted ? members.OrderBy(member => member.Key, StringComparer.Ordinal) : members.AsEnumerable())
        {
            if (value is Nothing) continue;
            if (!first) text.Append(',');
            first = false;
            WriteText(text, name);
            text.Append(':');
            Write(text, value, sorted);
        }
        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable<object?> items, bool sorted)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            Write(text, item, sorted);
        }
        text.Append(']');
    }

    private static string Number(double number)
    {
        if (!double.IsFinite(number)) return "null";
        return Math.Truncate(number) == number && Math.Abs(number) < FirstWithExponent
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static void WriteText(StringBuilder text, string plain)
    {
        text.Append('"');
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            if (char.IsHighSurrogate(c) && i + 1 < plain.Length && char.IsLowSurrogate(plain[i + 1])) text.Append(c).Append(plain[++i]);
            else WriteCharacter(text, c);
        }
        text.Append('"');
    }

    private static void WriteCharacter(StringBuilder text, char c) => _ = c switch
    {
        '"' => text.Append("\\\""),
        '\\' => text.Append("\\\\"),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        _ when c < ' ' || char.IsSurrogate(c) => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
        _ => text.Append(c),
    };
}
