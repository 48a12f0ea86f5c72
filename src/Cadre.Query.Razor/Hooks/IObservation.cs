namespace Cadre.Query.Razor;

/// <summary>What follows something in one client on behalf of a hook.</summary>
internal interface IObservation<out TResult> : IDisposable
{
    /// <summary>What there is to show now; read from any thread.</summary>
    TResult Current { get; }

    /// <summary>Whether the first data is on its way.</summary>
    bool IsLoading { get; }

    /// <summary>Asks the component again what to follow.</summary>
    void Adjust();

    /// <summary>Makes sure that the end of loading is told.</summary>
    void ListenForLoading();
}
