using System.Collections;
using Cadre.Hub.Problems;
using Microsoft.Extensions.Configuration;

namespace Cadre.Hub.Hosting;

/// <summary>Reads and checks <see cref="HubOptions"/>, and names every failure at once.</summary>
public static class HubConfiguration
{
    /// <summary>The configuration section of the hub.</summary>
    public const string Section = "Cadre";

    /// <summary>Variables with our prefix that belong to the clients of a hub, not to the hub.</summary>
    private static readonly HashSet<string> ClientVariables =
        new(["CADRE_URL", "CADRE_TOKEN", "CADRE_WORKSPACE"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the environment variables <c>CADRE_*</c> to the section <c>Cadre</c>.</summary>
    /// <remarks>A double underscore goes one level down; single underscores and case do not matter.</remarks>
    public static IConfigurationBuilder AddCadreEnvironment(this IConfigurationBuilder configuration, IDictionary? variables = null)
    {
        const string prefix = "CADRE_";
        var settings = (variables ?? Environment.GetEnvironmentVariables()).Cast<DictionaryEntry>()
            .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value))
            .Where(e => e.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !ClientVariables.Contains(e.Key))
            .Select(e => KeyValuePair.Create(
                Section + ":" + e.Key[prefix.Length..].Replace("__", ":", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal),
                e.Value));
        return configuration.AddInMemoryCollection(settings);
    }

    /// <summary>Overwrites the options with what the section <c>Cadre</c> sets.</summary>
    /// <exception cref="HubConfigurationException">A value cannot be read or a setting does not exist; all of them are listed.</exception>
    public static void Apply(IConfiguration configuration, HubOptions options)
    {
        var failures = new List<string>();
        var section = configuration.GetSection(Section);
        var known = HubSettings.All.ToDictionary(s => s.Path, StringComparer.OrdinalIgnoreCase);

        foreach (var (path, value) in section.AsEnumerable(makePathsRelative: true).OrderBy(e => e.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (value is null)
                continue;
            if (!known.TryGetValue(path, out var setting))
                failures.Add($"{Section}:{path} is not a setting; {Nearest(path, known.Keys)}");
            else if (!setting.TryAssign(options, value))
                failures.Add(setting.Failure(value));
        }

        if (failures.Count > 0)
            throw new HubConfigurationException(failures);
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="HubConfigurationException">A value is out of range; all of them are listed.</exception>
    public static void Validate(HubOptions options)
    {
        List<string> failures = [.. HubSettings.All.Where(s => !s.IsValid(options)).Select(s => s.Failure(s.Show(options)))];
        if (options.Limits.BatchBytes < options.Limits.BodyBytes)
            failures.Add($"{Section}:Limits:BatchBytes ({options.Limits.BatchBytes}) is less than {Section}:Limits:BodyBytes ({options.Limits.BodyBytes}); set it to at least that.");
        if (failures.Count > 0)
            throw new HubConfigurationException(failures);
    }

    private static string Nearest(string path, IEnumerable<string> known) =>
        Suggestions.Nearest(path, known) is { } name ? $"did you mean {Section}:{name}?" : "see docs/operations.md for all settings.";
}
