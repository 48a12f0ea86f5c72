namespace Cadre.Dashboard;

/// <summary>Where a dashboard finds its hub.</summary>
public sealed class DashboardOptions
{
    /// <summary>The address of the hub; asked for when the first page is opened, since a hub in the same process may not listen before.</summary>
    public required Func<Uri> HubUrl { get; set; }

    /// <summary>The workspace that <c>/</c> leads to.</summary>
    /// <value><c>default</c></value>
    public string Workspace { get; set; } = "default";

    /// <summary>How long the cache and the stream of a workspace are kept when nobody looks at it.</summary>
    /// <value>60 s</value>
    public TimeSpan SessionLinger { get; set; } = TimeSpan.FromSeconds(60);
}
