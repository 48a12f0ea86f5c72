using System.Globalization;
using Cadre.Bench.Suites;

namespace Cadre.Bench;

/// <summary>What to measure, for how long, beside whom.</summary>
internal sealed record Options
{
    private static readonly string[] KnownSuites = ["reducer", "reads", "writes", "batch", "watchers", "saturate", "memory", "catchup", "query"];

    // Needs a browser, and minutes.
    private static readonly string[] SuitesByNameOnly = [DashboardSuite.Name];
    private static readonly string[] KnownPeers = ["express", "nchan", "signalr", "tanstack"];

    public const string Usage = """
        usage: Cadre.Bench [all|reducer|reads|writes|batch|watchers|saturate|memory|catchup|query|dashboard …]
                           [--peers express,nchan,signalr,tanstack|none] [--watchers 100,1000,5000]
                           [--rounds N] [--seconds N] [--json FILE]
               dashboard:  [--feed FILE] [--minutes N]
        """;

    public IReadOnlyList<string> Suites { get; private init; } = KnownSuites;

    public IReadOnlyList<string> Peers { get; private init; } = KnownPeers;

    public IReadOnlyList<int> Watchers { get; private init; } = [100, 1000, 5000];

    /// <summary>Rounds per cell; servers alternate within a round and the median counts.</summary>
    public int Rounds { get; private init; } = 3;

    /// <summary>Length of one round of one cell.</summary>
    public double Seconds { get; private init; } = 1;

    public string? JsonFile { get; private init; }

    /// <summary>A recorded feed to load beside the generated fleet of the dashboard.</summary>
    public string? FeedFile { get; private init; }

    /// <summary>How long the memory of the dashboard in a browser is looked at.</summary>
    public double Minutes { get; private init; } = 1;

    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        var suites = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value");
            options = arguments[i] switch
            {
                "all" => options,
                "--peers" => options with { Peers = List(Value(), KnownPeers) },
                "--watchers" => options with { Watchers = [.. Value().Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))] },
                "--rounds" => options with { Rounds = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--feed" => options with { FeedFile = Value() },
                "--minutes" => options with { Minutes = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--json" => options with { JsonFile = Value() },
                var suite when KnownSuites.Contains(suite) || SuitesByNameOnly.Contains(suite) => Add(suite, options),
                var unknown => throw new ArgumentException($"unknown argument {unknown}"),
            };
        }

        return suites.Count > 0 ? options with { Suites = suites } : options;

        Options Add(string suite, Options unchanged)
        {
            suites.Add(suite);
            return unchanged;
        }
    }

    public bool Beside(string peer) => Peers.Contains(peer);

    private static string[] List(string text, string[] known)
    {
        if (text == "none") return [];
        var names = text.Split(',');
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new ArgumentException($"unknown peer {unknown}; known are {string.Join(", ", known)}")
            : names;
    }
}
