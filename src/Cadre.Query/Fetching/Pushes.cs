namespace Cadre.Query;

/// <summary>A fact that the server had accepted, and that the answer of a fetch that ran may not have yet.</summary>
/// <param name="Apply">The change.</param>
/// <param name="Version">The version of the data with the fact, if data has versions and there was some.</param>
/// <param name="Moment">When it came.</param>
internal readonly record struct Push<TData>(Func<TData, TData> Apply, long? Version, long Moment);

/// <summary>What was pushed while the function of a fetch ran. Its members belong to the client's turns.</summary>
internal sealed class Pushes<TData>
{
    private readonly List<Push<TData>> _pushes = [];

    public void Add_NeedsLock(Push<TData> push) => _pushes.Add(push);

    /// <summary>An answer with all that came after it was asked for and that it does not have.</summary>
    public TData Over_NeedsLock(TData answer, long askedAt, Func<TData, long>? versionOf, Turns turns)
    {
        var data = answer;
        foreach (var push in _pushes)
        {
            if (push.Moment <= askedAt || (push.Version is { } version && versionOf is not null && version <= versionOf(data))) continue;
            try
            {
                data = push.Apply(data);
            }
            catch (Exception error)
            {
                turns.Report_NeedsLock(error);
            }
        }
        return data;
    }
}
