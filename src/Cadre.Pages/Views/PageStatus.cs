namespace Cadre.Pages;

/// <summary>How a page is answered. A page sets it while it is rendered for the first time.</summary>
public sealed class PageStatus
{
    /// <summary>The status of the answer.</summary>
    /// <value>200; 404 for a page about something that is not there.</value>
    public int Code { get; set; } = 200;
}
