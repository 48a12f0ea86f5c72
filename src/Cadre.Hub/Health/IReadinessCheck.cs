namespace Cadre.Hub.Health;

/// <summary>One thing the hub needs in order to serve.</summary>
internal interface IReadinessCheck
{
    /// <summary>Its name in the answer of <c>/readyz</c>.</summary>
    string Name { get; }

    /// <summary>Why it cannot be used now, or <c>null</c>.</summary>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken);
}
