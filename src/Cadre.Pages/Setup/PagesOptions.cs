namespace Cadre.Pages;

/// <summary>How pages are made and kept live.</summary>
public sealed class PagesOptions
{
    /// <summary>The component around all pages; a <see cref="PageDocument"/>.</summary>
    public required Type Document { get; set; }

    /// <summary>Names the build: pages of another one reload themselves when they connect. Letters, digits and <c>-</c>.</summary>
    /// <value>0</value>
    public string Version { get; set; } = "0";

    /// <summary>Changes within this time are pushed together.</summary>
    /// <value>50 ms</value>
    public TimeSpan PushInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a page is kept when nobody looks at it, so that a reload or a short break finds it as it was.</summary>
    /// <value>20 s</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a first look waits for data at most.</summary>
    /// <value>400 ms</value>
    public TimeSpan FirstLook { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Signs of life on quiet streams. Browsers take a stream for dead after two and a half of them.</summary>
    /// <value>10 s</value>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most pages that are kept at a time; above it the ones that nobody looks at go first, then new ones are refused with 503.</summary>
    /// <value>1,000</value>
    public int MaxViews { get; set; } = 1_000;

    /// <summary>The most messages a page keeps for viewers that are behind.</summary>
    /// <value>256</value>
    public int KeptMessages { get; set; } = 256;

    /// <summary>The most bytes of messages a page keeps for viewers that are behind.</summary>
    /// <value>1 MiB</value>
    public int KeptBytes { get; set; } = 1 << 20;

    internal void Validate()
    {
        List<string> wrong =
        [
            .. Version.Length == 0 || !Version.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? [$"{nameof(Version)} is '{Version}'; expected letters, digits and '-'"] : Array.Empty<string>(),
            .. Times().Where(static time => time.Value < time.Least || time.Value > TimeSpan.FromDays(1)).Select(static time => $"{time.Name} is {time.Value}; expected {time.Least} to one day"),
            .. Numbers().Where(static number => number.Value < 1).Select(static number => $"{number.Name} is {number.Value}; expected 1 or more"),
        ];
        if (wrong.Count > 0) throw new ArgumentException($"The options of pages: {string.Join("; ", wrong)}.");
    }

    private IEnumerable<(string Name, TimeSpan Value, TimeSpan Least)> Times() =>
    [
        (nameof(PushInterval), PushInterval, TimeSpan.Zero), (nameof(Linger), Linger, TimeSpan.Zero),
        (nameof(FirstLook), FirstLook, TimeSpan.Zero), (nameof(Heartbeat), Heartbeat, TimeSpan.FromMilliseconds(1)),
    ];

    private IEnumerable<(string Name, int Value)> Numbers() =>
        [(nameof(MaxViews), MaxViews), (nameof(KeptMessages), KeptMessages), (nameof(KeptBytes), KeptBytes)];
}
