namespace Cadre.Query.Razor;

/// <summary>How <c>AddCadreQuery</c> sets clients up.</summary>
public sealed class CadreQueryOptions
{
    /// <summary>Who shares a client.</summary>
    /// <value><see cref="ClientSharing.PerScope"/>.</value>
    public ClientSharing Sharing { get; set; } = ClientSharing.PerScope;

    /// <summary>How each client is set up. Its time is that of the services if they have a <see cref="TimeProvider"/> and this one is the system's.</summary>
    /// <value>The defaults, with exceptions that nobody else hears of going to the log.</value>
    public QueryClientOptions Client { get; set; } = new();

    /// <summary>How data are written and read when a pre-rendered page becomes interactive (<see cref="QueryHydration"/>).</summary>
    /// <value>None.</value>
    public DataTypes? Types { get; set; }

    /// <summary>Changes the options for one client, with the services of its scope: such as a <see cref="FocusManager"/> of its own.</summary>
    /// <value>Changes nothing.</value>
    public Func<IServiceProvider, QueryClientOptions, QueryClientOptions>? Configure { get; set; }

    /// <summary>Called with each new client before anybody else has it: the place for defaults by key.</summary>
    /// <value>Does nothing.</value>
    public Action<IServiceProvider, QueryClient>? OnCreated { get; set; }

    internal void Validate()
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(Sharing)) problems.Add($"{nameof(Sharing)} is {(int)Sharing}; use {nameof(ClientSharing.PerScope)} or {nameof(ClientSharing.PerApplication)}.");
        if (Client is null) problems.Add($"{nameof(Client)} is null; leave it as it is, or give options.");
        else problems.AddRange(ProblemsOf(Client));
        if (problems.Count > 0) throw new ArgumentException("AddCadreQuery cannot use these options: " + string.Join(" ", problems));
    }

    private static IEnumerable<string> ProblemsOf(QueryClientOptions client)
    {
        if (client.Queries.GcTime is { } kept && IsNegative(kept))
            yield return $"Client.Queries.GcTime is {kept}; use zero or more, or Timeout.InfiniteTimeSpan for ever.";
        if (client.Mutations.GcTime is { } finished && IsNegative(finished))
            yield return $"Client.Mutations.GcTime is {finished}; use zero or more, or Timeout.InfiniteTimeSpan for ever.";
        if (client.ContinueOnCapturedContext)
            yield return "Client.ContinueOnCapturedContext is true; it is for deterministic tests, and would tie the cache to the first screen that fetches.";
    }

    private static bool IsNegative(TimeSpan time) => time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan;
}

/// <summary>Who shares a client.</summary>
public enum ClientSharing
{
    /// <summary>A scope: a request, a circuit, or an application in the browser. For data that belong to one user.</summary>
    PerScope,

    /// <summary>Everybody in the process. Only for data that all users may see.</summary>
    PerApplication,
}
