using System.CommandLine;

namespace Cadre.Cli.CommandLine;

/// <summary>What an option takes, with messages that say so.</summary>
internal static class OptionRules
{
    /// <summary>Refuses numbers outside of a range.</summary>
    public static void AcceptRange(this Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
                result.AddError($"{option.Name} must be {(most == int.MaxValue ? $"{least} or more" : $"{least} to {most}")}, got {value}.");
        });

    /// <summary>Refuses words that are not in a list, which is also offered for completion.</summary>
    public static void AcceptWords(this Option<string> option, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !words.Contains(value, StringComparer.Ordinal))
                result.AddError($"{option.Name} must be {string.Join(" or ", words)}, got '{value}'.{DidYouMean.Phrase(value, words)}");
        });
    }
}
