using Cadre.Hub.Limits;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Hosting;

/// <summary>Everything that can be set about a hub.</summary>
/// <remarks>
/// Each property is also a key of the configuration section <c>Cadre</c> and an environment variable
/// (<c>Limits.Agents</c>: <c>Cadre:Limits:Agents</c>, <c>CADRE_LIMITS__AGENTS</c>). The options are read once, when the hub is built.
/// </remarks>
public sealed class HubOptions
{
    /// <summary>The addresses to listen on, <c>http</c> or <c>https</c>; port 0 takes a free one.</summary>
    /// <value><c>http://127.0.0.1:7171</c></value>
    /// <remarks>An address that is not loopback needs at least one token, or the hub refuses to start.</remarks>
    public IReadOnlyList<string> Urls { get; set; } = ["http://127.0.0.1:7171"];

    /// <summary>The folder for the log and the tokens; created if absent.</summary>
    /// <value><c>null</c>: nothing is kept on disk, all is lost at the end of the process.</value>
    public string? DataDirectory { get; set; }

    /// <summary>What the workspace <c>default</c> contains when it is first created: <c>executive</c> or <c>empty</c>.</summary>
    /// <value><c>executive</c></value>
    public string Template { get; set; } = WorkspaceTemplates.Executive;

    /// <summary>Whether local callers need a token too.</summary>
    /// <value><c>false</c>: a hub bound to loopback only trusts local callers.</value>
    public bool RequireTokens { get; set; }

    /// <summary>
    /// Whether callers of this machine need no token: <see cref="RequireTokens"/> is off and every one of <see cref="Urls"/> is loopback.
    /// </summary>
    /// <remarks>
    /// Follows from these two as they are set now. Where it is <c>false</c>, people sign in by a one-time link. Where it is <c>true</c>, a request
    /// must still come from this machine and from no foreign page or proxy.
    /// </remarks>
    /// <exception cref="FormatException">One of <see cref="Urls"/> is not an address.</exception>
    public bool TrustsLocalCallers => !RequireTokens && ListenAddresses.AreLoopback(Urls);

    /// <summary>How long a browser stays signed in.</summary>
    /// <value>7 days</value>
    public TimeSpan SessionAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often an idle stream gets a sign of life.</summary>
    /// <value>15 seconds</value>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stop waits for requests and streams before it cuts them off.</summary>
    /// <value>10 seconds</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how many events of a workspace a snapshot of its state is written.</summary>
    /// <value>10,000</value>
    public long SnapshotInterval { get; set; } = 10_000;

    /// <summary>How long events and recorded answers are kept.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>The bounds of what callers may send and workspaces may hold.</summary>
    public HubLimits Limits { get; } = new();

    /// <summary>How the console log is written.</summary>
    /// <value><see cref="LogFormat.Simple"/></value>
    public LogFormat LogFormat { get; set; } = LogFormat.Simple;

    /// <summary>The least severe log level of the hub's own categories that is written.</summary>
    /// <value><see cref="LogLevel.Information"/></value>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;
}
