using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query.Razor;

/// <summary>The definition that a component wants followed now, with what the hook adds to it.</summary>
internal sealed class HookedDefinition<TData>(QueryHooks owner, QueryClient client, Func<QueryDefinition<TData>> ask, ReadFields fields)
{
    private QueryDefinition<TData>? _said;

    public ReadFields Fields => fields;

    public QueryDefinition<TData> Ask() => owner.Completed(client, _said = ask(), fields);

    /// <summary>Asks the component again.</summary>
    /// <returns>Whether it said anything else than before.</returns>
    public bool TryAskAnew([NotNullWhen(true)] out QueryDefinition<TData>? definition)
    {
        var said = ask();
        var changed = !ReferenceEquals(said, _said);
        _said = said;
        definition = changed ? owner.Completed(client, said, fields) : null;
        return changed;
    }
}
