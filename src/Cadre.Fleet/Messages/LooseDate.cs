using System.Globalization;
using System.Text.RegularExpressions;

namespace Cadre.Fleet;

/// <summary>Reads times that are not ISO 8601 the way the common ECMAScript engine does: mail dates, US dates, a space instead of the T.</summary>
internal sealed partial class LooseDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> ZoneHours = new()
    {
        ["z"] = 0, ["utc"] = 0, ["gmt"] = 0, ["ut"] = 0,
        ["est"] = -5, ["edt"] = -4, ["cst"] = -6, ["cdt"] = -5, ["mst"] = -7, ["mdt"] = -6, ["pst"] = -8, ["pdt"] = -7,
    };

    private readonly List<int> _date = [];
    private readonly List<int> _time = [];
    private int _milliseconds;
    private bool _timeEnded;
    private int? _namedMonth;
    private int? _afternoonHours;
    private TimeSpan? _offset;
    private bool _anyNumber;

    private LooseDate()
    {
    }

    /// <summary>Unix milliseconds, or null when the text is not a time.</summary>
    public static long? Parse(string text)
    {
        var pieces = Pieces().Matches(text);
        var date = new LooseDate();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!date.Take(pieces, ref i)) return null;
        }
        return date.Result();
    }

    private bool Take(MatchCollection pieces, ref int i)
    {
        var piece = pieces[i].Value;
        if (char.IsAsciiDigit(piece[0])) return TakeNumber(pieces, ref i);
        if (char.IsAsciiLetter(piece[0])) return TakeWord(pieces, ref i);
        if (piece is "+" or "-" && (_time.Count > 0 || _offset is not null)) return TakeOffset(pieces, ref i);
        return !(_anyNumber && piece is "+" or ")") && !(_anyNumber && piece is "-");
    }

    private bool TakeNumber(MatchCollection pieces, ref int i)
    {
        _anyNumber = true;
        if (!int.TryParse(pieces[i].ValueSpan, CultureInfo.InvariantCulture, out var number)) return false;
        if (At(pieces, i + 1) == ":")
        {
            i++;
            return !_timeEnded && Add(_time, number, 3);
        }
        if (_time.Count > 0 && !_timeEnded && number <= 59)
        {
            _timeEnded = true;
            if (!Add(_time, number, 3)) return false;
            if (At(pieces, i + 1) is not ".") return At(pieces, i + 1) is not { } after || char.IsWhiteSpace(after[0]) || after is "+" or "-" or "z" or "Z";
            if (At(pieces, i + 2) is not { } fraction || !char.IsAsciiDigit(fraction[0])) return false;
            _milliseconds = JsDate.Milliseconds(fraction);
            i += 2;
            return true;
        }
        if (At(pieces, i + 1) == "-") i++;
        return Add(_date, number, 3);
    }

    private bool TakeWord(MatchCollection pieces, ref int i)
    {
        var key = pieces[i].Value.ToLowerInvariant();
        var next = At(pieces, i + 1);
        var month = key.Length >= 3 ? Array.IndexOf(Months, key[..3]) : -1;
        if (key is "am" or "pm" && _time.Count > 0) _afternoonHours = key == "pm" ? 12 : 0;
        else if (month >= 0)
        {
            _namedMonth = month + 1;
            if (next == "-") i++;
        }
        else if (_anyNumber && ZoneHours.TryGetValue(key, out var hours)) _offset = TimeSpan.FromHours(hours);
        else return !_anyNumber && (next is null || !char.IsAsciiDigit(next[0]));
        return true;
    }

    private bool TakeOffset(MatchCollection pieces, ref int i)
    {
        var sign = pieces[i].Value == "-" ? -1 : 1;
        var digits = At(pieces, i + 1) is { } next && char.IsAsciiDigit(next[0]) ? next : "";
        if (digits.Length is 0 or > 4) return digits.Length == 0;
        i++;
        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        var (hours, minutes) = digits.Length <= 2 ? (number, 0) : (number / 100, number % 100);
        if (At(pieces, i + 1) == ":" && At(pieces, i + 2) is { } written && char.IsAsciiDigit(written[0]) && written.Length <= 2)
        {
            minutes = int.Parse(written, CultureInfo.InvariantCulture);
            i += 2;
        }
        _offset = sign * new TimeSpan(hours, minutes, 0);
        return true;
    }

    private long? Result()
    {
        if (_date.Count == 0 || (_timeEnded && _time.Count == 0)) return null;
        while (_date.Count < 3) _date.Add(1);
        while (_time.Count < 3) _time.Add(0);
        var (a, b, c) = (_date[0], _date[1], _date[2]);
        var (year, month, day) = (_namedMonth, IsDay(a)) switch
        {
            (null, false) => (a, b, c),
            (null, true) => (c, a, b),
            ({ } named, false) => (a, named, b),
            ({ } named, true) => (b, named, a),
        };
        // A date of one number leaves the year 1, which is 2001 as 49 is 2049.
        var fullYear = year switch { >= 0 and <= 49 => year + 2000, >= 50 and <= 99 => year + 1900, _ => year };
        if (_afternoonHours is { } later)
        {
            if (_time[0] is < 1 or > 12) return null;
            _time[0] = (_time[0] % 12) + later;
        }
        return JsDate.TimeOfDay(_time[0], _time[1], _time[2], _milliseconds) is { } time ? JsDate.Of(fullYear, month, day, time, _offset ?? default) : null;
    }

    private static bool IsDay(int number) => number is >= 1 and <= 31;

    private static bool Add(List<int> numbers, int number, int most)
    {
        numbers.Add(number);
        return numbers.Count <= most;
    }

    private static string? At(MatchCollection pieces, int i) => i < pieces.Count ? pieces[i].Value : null;

    [GeneratedRegex(@"\d+|[A-Za-z]+|\s+|\([^)]*\)?|.", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
