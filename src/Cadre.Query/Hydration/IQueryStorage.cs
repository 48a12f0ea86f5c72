namespace Cadre.Query;

/// <summary>Where a client's state is kept between two lives: a file, a browser's storage, a table.</summary>
public interface IQueryStorage
{
    /// <summary>What was written last; null if nothing was.</summary>
    ValueTask<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces what was written before, as a whole: a reader never sees half of it.</summary>
    ValueTask WriteAsync(string state, CancellationToken cancellationToken);
}
