using System.Globalization;
using System.Text;

namespace Cadre.Hub.Hosting;

/// <summary>One thing that can be set: where it is found, how it is read, which values are right.</summary>
internal abstract record Setting(string Path, string Meaning)
{
    /// <summary>The environment variable, e.g. <c>CADRE_LIMITS__BODY_BYTES</c> for <c>Limits:BodyBytes</c>.</summary>
    public string Variable { get; } = "CADRE_" + UpperSnake(Path);

    /// <summary>What a right value looks like.</summary>
    public abstract string Expected { get; }

    public abstract string Show(HubOptions options);

    /// <summary>Takes the value from text; <c>false</c> if the text cannot be read as one.</summary>
    public abstract bool TryAssign(HubOptions options, string text);

    public abstract bool IsValid(HubOptions options);

    public string Failure(string value) => $"{HubConfiguration.Section}:{Path} is '{value}'; set {Expected} there or in {Variable}.";

    private static string UpperSnake(string path)
    {
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == ':')
                name.Append("__");
            else if (i > 0 && char.IsUpper(path[i]) && path[i - 1] != ':')
                name.Append('_').Append(path[i]);
            else
                name.Append(char.ToUpperInvariant(path[i]));
        }

        return name.ToString();
    }
}

internal sealed record NumberSetting(string Path, string Meaning, long Min, long Max, Func<HubOptions, long> Get, Action<HubOptions, long> Set)
    : Setting(Path, Meaning)
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Min} to {Max}");

    public override string Show(HubOptions options) => Get(options).ToString(CultureInfo.InvariantCulture);

    public override bool TryAssign(HubOptions options, string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < Min || value > Max)
            return false;
        Set(options, value);
        return true;
    }

    public override bool IsValid(HubOptions options) => Get(options) >= Min && Get(options) <= Max;
}

internal sealed record DurationSetting(
    string Path, string Meaning, TimeSpan Min, TimeSpan Max, Func<HubOptions, TimeSpan> Get, Action<HubOptions, TimeSpan> Set)
    : Setting(Path, Meaning)
{
    public override string Expected => $"a duration from {Durations.Show(Min)} to {Durations.Show(Max)} such as '90s', '5m', '24h' or '7d'";

    public override string Show(HubOptions options) => Durations.Show(Get(options));

    public override bool TryAssign(HubOptions options, string text)
    {
        if (!Durations.TryParse(text, out var value) || value < Min || value > Max)
            return false;
        Set(options, value);
        return true;
    }

    public override bool IsValid(HubOptions options) => Get(options) >= Min && Get(options) <= Max;
}

internal sealed record ChoiceSetting(
    string Path, string Meaning, IReadOnlyList<string> Choices, Func<HubOptions, string> Get, Action<HubOptions, string> Set)
    : Setting(Path, Meaning)
{
    public override string Expected => "one of " + string.Join(", ", Choices);

    public override string Show(HubOptions options) => Get(options);

    public override bool TryAssign(HubOptions options, string text)
    {
        var choice = Choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (choice is null)
            return false;
        Set(options, choice);
        return true;
    }

    public override bool IsValid(HubOptions options) => Choices.Contains(Get(options));
}

internal sealed record TextSetting(
    string Path, string Meaning, string Rule, Func<HubOptions, string> Get, Action<HubOptions, string> Set, Func<string, bool> Accepts)
    : Setting(Path, Meaning)
{
    public override string Expected => Rule;

    public override string Show(HubOptions options) => Get(options);

    public override bool TryAssign(HubOptions options, string text)
    {
        if (!Accepts(text))
            return false;
        Set(options, text);
        return true;
    }

    public override bool IsValid(HubOptions options) => Accepts(Get(options));
}
