using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>The names, as scenarios know them, of options that say something.</summary>
internal static class OptionNames
{
    public static IEnumerable<string> Of(QueryOptions options)
    {
        (string Name, bool IsSaid)[] all =
        [
            ("retry", options.Retry is not null),
            ("retryDelay", options.RetryDelay is not null),
            ("networkMode", options.NetworkMode is not null),
            ("gcTime", options.GcTime is not null),
            ("staleTime", options.StaleTime is not null),
            ("enabled", options.Enabled is not null),
            ("retryOnMount", options.RetryOnMount is not null),
            ("refetchOnMount", options.RefetchOnMount is not null),
            ("refetchOnWindowFocus", options.RefetchOnFocus is not null),
            ("refetchOnReconnect", options.RefetchOnReconnect is not null),
            ("refetchInterval", options.RefetchInterval is not null),
            ("refetchIntervalInBackground", options.RefetchIntervalInBackground is not null),
            ("structuralSharing", options.StructuralSharing is not null || options is QueryDefinition<object?> { Share: not null }),
            ("notifyOnChangeProps", options.NotifyOn is not null),
            ("throwOnError", options.ThrowOnError is not null),
            ("meta", options.Meta is not null),
            ("queryFn", options is QueryDefinition<object?> { Fetch: not null }),
            ("initialData", options is QueryDefinition<object?> { InitialData: not null }),
            ("initialDataUpdatedAt", options is QueryDefinition<object?> { InitialDataUpdatedAt: not null }),
            ("placeholderData", options is QueryDefinition<object?> { PlaceholderData: not null }),
            ("persister", options is QueryDefinition<object?> { Persister: not null }),
        ];
        return all.Where(option => option.IsSaid).Select(option => option.Name).Order(StringComparer.Ordinal);
    }
}
