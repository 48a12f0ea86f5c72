namespace Cadre.Query;

/// <summary>A query was to be fetched, or a mutation to be run, without a function.</summary>
public sealed class MissingFunctionException : InvalidOperationException
{
    internal MissingFunctionException(string message) : base(message)
    {
    }

    internal static MissingFunctionException OfQuery(QueryKey key) =>
        new($"The query {key} has no fetch: give one in its definition, in the defaults for its key, or in the client's defaults.");

    internal static MissingFunctionException OfMutation() =>
        new("The mutation has no function: give one in its definition or in the defaults for its key.");
}
