using Cadre.Live;

namespace Cadre.Client;

/// <summary>Which hub, which workspace, and how to reach it.</summary>
public sealed class CadreOptions
{
    /// <summary>The address of the hub; <c>Cadre:Url</c> in configuration, <c>CADRE_URL</c> in the environment.</summary>
    /// <value><c>http://127.0.0.1:7171</c></value>
    public string Url { get; set; } = "http://127.0.0.1:7171";

    /// <summary>The workspace; <c>Cadre:Workspace</c>, <c>CADRE_WORKSPACE</c>.</summary>
    /// <value><c>default</c></value>
    public string Workspace { get; set; } = "default";

    /// <summary>The token; <c>Cadre:Token</c>, <c>CADRE_TOKEN</c>. A hub on this machine needs none.</summary>
    public string? Token { get; set; }

    /// <summary>Where tokens come from that end and are renewed; stronger than <see cref="Token"/>. It is told which token was refused, if one was.</summary>
    public TokenSource? Tokens { get; set; }

    /// <summary>How requests are repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Changes the options of the stream before it is made.</summary>
    public Func<LiveStreamOptions, LiveStreamOptions>? Stream { get; set; }

    /// <summary>How long an action waits for its own event before it asks the hub.</summary>
    /// <value>5 s</value>
    public TimeSpan AppliedTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Told of exceptions that listeners, functions of the bridge or callbacks threw. It must not throw.</summary>
    public Action<Exception>? Unhandled { get; set; }

    /// <summary>What is wrong, each with what to set; empty if nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            problems.Add($"The address of the hub is '{Url}'; expected an http or https address such as http://127.0.0.1:7171. Set Cadre:Url or CADRE_URL.");
        else if (uri.AbsolutePath != "/" || uri.Query.Length > 0)
            problems.Add($"The address of the hub '{Url}' has a path or a query; expected only scheme, host and port, such as {uri.GetLeftPart(UriPartial.Authority)}. Set Cadre:Url or CADRE_URL.");
        else if (Token is not null && Tokens is null && uri.Scheme == "http" && !uri.IsLoopback)
            problems.Add($"A token would be sent to '{Url}' unencrypted; use https. Set Cadre:Url or CADRE_URL.");
        if (Workspace.Length is 0 or > 64 || !char.IsAsciiLetterOrDigit(Workspace[0]) || Workspace.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_')))
            problems.Add($"The workspace is '{Workspace}'; expected 1 to 64 characters of a-z, 0-9, - and _. Set Cadre:Workspace or CADRE_WORKSPACE.");
        if (Token is not null && (!Token.StartsWith("cdr_", StringComparison.Ordinal) || Token.Any(c => c is <= ' ' or > '~')))
            problems.Add("The token is not one of a hub; expected cdr_ and what follows, in one piece. Set Cadre:Token or CADRE_TOKEN.");
        if (Retry.Attempts < 1) problems.Add($"Retry.Attempts is {Retry.Attempts}; expected 1 or more.");
        if (Retry.AttemptTimeout <= TimeSpan.Zero) problems.Add($"Retry.AttemptTimeout is {Retry.AttemptTimeout}; expected more than zero.");
        if (AppliedTimeout < TimeSpan.Zero) problems.Add($"AppliedTimeout is {AppliedTimeout}; expected zero or more.");
        return problems;
    }

    /// <summary>Takes what the environment says: <c>CADRE_URL</c>, <c>CADRE_WORKSPACE</c>, <c>CADRE_TOKEN</c>.</summary>
    /// <returns>These options.</returns>
    public CadreOptions FromEnvironment() => From(static name => Environment.GetEnvironmentVariable($"CADRE_{name.ToUpperInvariant()}"));

    internal CadreOptions From(Func<string, string?> setting)
    {
        if (setting(nameof(Url)) is { Length: > 0 } url) Url = url;
        if (setting(nameof(Workspace)) is { Length: > 0 } workspace) Workspace = workspace;
        if (setting(nameof(Token)) is { Length: > 0 } token) Token = token;
        return this;
    }

    internal TokenSource? EffectiveTokens => Tokens ?? (Token is { } token ? (refused, _) => new(refused == token ? null : token) : null);
}
