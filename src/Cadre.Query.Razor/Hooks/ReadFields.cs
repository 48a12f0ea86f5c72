namespace Cadre.Query.Razor;

/// <summary>Which fields of results the markup has read so far. Safe for use from any thread.</summary>
/// <remarks>It must not know the hook: cached queries keep the definitions that hold it, and would keep the component with them.</remarks>
internal sealed class ReadFields
{
    private int _read;

    public ReadFields() => AsSetting = Setting.Of(Wanted);

    /// <summary>As what observers ask.</summary>
    public Setting<ResultFields> AsSetting { get; }

    /// <summary>Notes that a field is read.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Note(ResultFields field)
    {
        if (((ResultFields)Volatile.Read(ref _read) & field) == field) return false;
        Interlocked.Or(ref _read, (int)field);
        return true;
    }

    private ResultFields Wanted(CachedQuery query)
    {
        // The observer has just stored a result, and reads here whether it matters; the markup stores that it reads a field, and then looks
        // whether its result is the latest. Between store and load both need a full fence, or both could miss the other's store.
        Interlocked.MemoryBarrier();
        return (ResultFields)Volatile.Read(ref _read);
    }
}
