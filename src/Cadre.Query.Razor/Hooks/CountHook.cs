namespace Cadre.Query.Razor;

/// <summary>How many fetches or mutations run: for an indicator that something is going on. Renders the component when the number changes.</summary>
public sealed class CountHook
{
    private readonly Followed<object> _followed;

    internal CountHook(Followed<object> followed) => _followed = followed;

    /// <summary>How many.</summary>
    public int Count => (int)_followed.Shown;

    /// <summary>Whether there are any.</summary>
    public bool Any => Count > 0;
}
