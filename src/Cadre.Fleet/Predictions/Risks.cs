namespace Cadre.Fleet;

/// <summary>The whole arithmetic of risk: what each thing that was observed weighs, and how the weights go together.</summary>
/// <remarks>
/// A weight is the chance that this alone leads to trouble. Independent chances combine as a noisy-or, 1 - (1 - a)(1 - b)…, so that more reasons
/// never lower a risk and it never passes 1.
/// </remarks>
internal static class Risks
{
    /// <summary>An agent that waits for the one in trouble.</summary>
    public const double WaitingAgent = 0.15;

    /// <summary>A task that cannot start before the one in trouble is done, directly or further down.</summary>
    public const double TaskHeldUp = 0.08;

    /// <summary>A circle, whoever is in it.</summary>
    public const double Circle = 0.6;

    /// <summary>A circle in which nobody can go on; in proportion when some still can.</summary>
    public const double CircleAtStandstill = 0.75;

    public const double AgentBlocked = 0.3;
    public const double AgentInError = 0.5;

    /// <summary>One thing that an agent reports as held up.</summary>
    public const double PieceHeldUp = 0.05;

    /// <summary>A task that nothing reported will ever set free.</summary>
    public const double TaskStuck = 0.5;

    /// <summary>A task that waits for one that nobody has begun.</summary>
    public const double BlockerNotStarted = 0.3;

    /// <summary>A task that waits for one that is being worked on.</summary>
    public const double BlockerInProgress = 0.1;

    public const double OutputLate = 0.3;

    /// <summary>An agent that waits for just this output.</summary>
    public const double WaitingForOutput = 0.2;

    /// <summary>An agent that waits for something of the agent that is late.</summary>
    public const double WaitingForLateAgent = 0.1;

    /// <summary>The reported score from which an agent is worth a warning.</summary>
    public const double HighScore = 70;

    /// <summary>The reported score from which it is worth an alarm.</summary>
    public const double CriticalScore = 90;

    /// <summary>The chance that an agent is still well, for every stretch of the usual silence that has passed.</summary>
    public const double StillWell = 0.75;

    /// <summary>How long an agent that runs may be silent.</summary>
    public static readonly TimeSpan UsualSilenceRunning = TimeSpan.FromMinutes(10);

    /// <summary>How long an agent that is blocked may be silent: it has nothing to report.</summary>
    public static readonly TimeSpan UsualSilenceBlocked = TimeSpan.FromMinutes(30);

    /// <summary>A task that nobody works on although it looks so, or that failed although others wait for it.</summary>
    public const double TaskOrphaned = 0.5;

    public const double TwoTasksAtOnce = 0.5;
    public const double ThreeTasksAtOnce = 0.75;

    /// <summary>Several reasons together, rounded so that texts and orders are stable.</summary>
    public static double Together(params ReadOnlySpan<double> weights)
    {
        var hope = 1.0;
        foreach (var weight in weights) hope *= 1 - weight;
        return Math.Round(1 - hope, 3);
    }

    /// <summary>The weight of as many things of one kind.</summary>
    public static double Each(double weight, int count) => 1 - Math.Pow(1 - weight, count);

    public static double OfScore(double score) => Math.Round(Math.Clamp(score / 100, 0, 1), 3);

    public static double OfSilence(TimeSpan silence, TimeSpan usual) => 1 - Math.Pow(StillWell, silence / usual);

    /// <summary>Null for what one agent can do at once.</summary>
    public static double? OfTasksAtOnce(int count) => count switch
    {
        > 2 => ThreeTasksAtOnce,
        2 => TwoTasksAtOnce,
        _ => null,
    };
}
