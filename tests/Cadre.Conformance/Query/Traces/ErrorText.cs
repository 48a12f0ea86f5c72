using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>How traces show errors: scripted ones by message, those of the library by kind.</summary>
internal static class ErrorText
{
    public static object? Of(Exception? error) => error switch
    {
        null => Nothing.Value,
        ScriptedException => error.Message,
        RestoredException => "<plain-object>",
        QueryCancelledException => "CancelledError",
        OperationCanceledException => "<abort>",
        MissingFunctionException => error.Message.StartsWith("The mutation", StringComparison.Ordinal) ? "<missing-mutation-fn>" : "<missing-query-fn>",
        NoDataException => "<undefined-data>",
        _ => "<error>",
    };
}
