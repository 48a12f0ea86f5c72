using Cadre.Client;
using Cadre.Query;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>The first piece of the past that a page shows.</summary>
internal static class PastActivity
{
    public static QueryDefinition<OlderChunk> Query(FleetScope scope, ActivityFilter filter, long? before)
    {
        var store = scope.Session.Store;
        return new([.. FleetKeys.Log, "older", filter.Query(), scope.At, before], async context =>
        {
            var cursor = scope.Moment is { } moment
                ? (await context.Client.EnsureAsync(moment, cancellationToken: context.CancellationToken)).Cursor
                : (await context.Client.EnsureAsync(store.Queries.State, cancellationToken: context.CancellationToken)).Cursor;
            var first = scope.IsPast ? Math.Min(cursor.Sequence + 1, before ?? long.MaxValue) : before ?? cursor.Sequence + 1;
            return await OlderEvents.LoadAsync(store.Api, filter, cursor with { Sequence = first }, context.CancellationToken);
        })
        {
            StaleTime = StaleTime.Static,
            GcTime = TimeSpan.FromMinutes(1),
            StructuralSharing = false,
        };
    }
}
