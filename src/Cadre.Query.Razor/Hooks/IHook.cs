namespace Cadre.Query.Razor;

/// <summary>A hook, as the component's set of hooks sees it. All but <see cref="HasNews"/> belongs to the renderer's thread.</summary>
internal interface IHook : IDisposable
{
    /// <summary>Whether something changed that the markup read.</summary>
    bool HasNews { get; }

    bool IsLoading { get; }

    /// <summary>What it shows is to be looked at anew before it is read.</summary>
    void Expire();

    /// <summary>Updates, unless that has happened since it expired.</summary>
    void Begin();

    /// <summary>Follows what the component says now, and shows what is true now.</summary>
    void Update();

    /// <summary>Ends once nothing is loading for the first time, or with the component.</summary>
    Task LoadedAsync();
}
