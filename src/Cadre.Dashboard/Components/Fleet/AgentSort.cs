namespace Cadre.Dashboard.Components.Fleet;

/// <summary>In which order agents stand.</summary>
public enum AgentSort
{
    /// <summary>Who needs somebody, then who may soon, then who works.</summary>
    Urgent,

    /// <summary>By name.</summary>
    Name,

    /// <summary>By status, those that need somebody first.</summary>
    Status,

    /// <summary>By type.</summary>
    Type,

    /// <summary>The riskiest first.</summary>
    Risk,

    /// <summary>The fullest context first.</summary>
    Tokens,

    /// <summary>The one that was silent longest first.</summary>
    Age,
}

/// <summary>Whether agents stand together with those like them.</summary>
public enum AgentGrouping
{
    /// <summary>All stand in one list.</summary>
    None,

    /// <summary>One list for each status.</summary>
    Status,

    /// <summary>One list for each type.</summary>
    Type,
}
