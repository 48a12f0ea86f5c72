using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The bodies of native requests that are not entities themselves.</summary>
internal static class NativeBodies
{
    public const int DefaultTtlSeconds = 900;

    private const int MaxTtlSeconds = 86_400;

    public static ReadValue<TaskCreated> TaskCreation { get; } = (JsonElement body, out TaskCreated value) =>
    {
        var o = new ObjectReader(body);
        var task = new FleetTask
        {
            Id = o.Or("id", Values.TaskId, default),
            Title = o.Required("title", Values.Word),
            BlockedBy = o.Or("blockedBy", Values.TaskIds, []),
        };
        value = new(task);
        o.RefuseOthers(["id", "title", "blockedBy"]);
        return o.Problem;
    };

    public static ReadValue<TaskAssigned> TaskAssignment(TaskId task) => (JsonElement body, out TaskAssigned value) =>
    {
        var o = new ObjectReader(body);
        value = new(task, o.Required("agentId", Values.AgentId), null, 0);
        o.RefuseOthers(["agentId"]);
        return o.Problem;
    };

    public static ReadValue<TaskBlocked> TaskBlock(TaskId task) => (JsonElement body, out TaskBlocked value) =>
    {
        var o = new ObjectReader(body);
        value = new(task, o.Required("blockedBy", Values.TaskIds), 0);
        o.RefuseOthers(["blockedBy"]);
        return o.Problem;
    };

    public static ReadValue<ActivityAdded> Activity(long now) => (JsonElement body, out ActivityAdded value) =>
    {
        var o = new ObjectReader(body);
        value = new(new()
        {
            Timestamp = Stamps.ToIso(now),
            Type = o.Or("type", Values.Word, ActivityTypes.ActivityUpdate),
            Agent = o.Or("agent", Values.Word, ActivityTypes.System),
            Message = o.Required("message", Values.Word),
            Detail = o.Or("detail", Values.Meta, null),
        });
        o.RefuseOthers(["type", "agent", "message", "detail"]);
        return o.Problem;
    };

    public static ReadValue<ClaimAcquired> ClaimAcquisition(long now) => (JsonElement body, out ClaimAcquired value) =>
    {
        var o = new ObjectReader(body);
        value = new(new()
        {
            Id = default,
            AgentId = o.Required("agentId", Values.AgentId),
            Resource = o.Required("resource", ClaimJson.ResourceKind),
            Mode = o.Or("mode", Values.ClaimMode, default),
            AcquiredAt = now,
            ExpiresAt = now + Ttl(o),
            Note = o.Or("note", Values.TextOrNull, null),
        });
        o.RefuseOthers(["agentId", "resource", "mode", "ttlSeconds", "note"]);
        return o.Problem;
    };

    public static ReadValue<ClaimRenewed> ClaimRenewal(ClaimId claim, long now) => (JsonElement body, out ClaimRenewed value) =>
    {
        var o = new ObjectReader(body);
        value = new(claim, now + Ttl(o), now);
        o.RefuseOthers(["ttlSeconds"]);
        return o.Problem;
    };

    private static long Ttl(ObjectReader o) => o.Or("ttlSeconds", TtlSeconds, DefaultTtlSeconds) * 1000;

    private static ValueKind<long> TtlSeconds { get; } =
        new($"a whole number of seconds from 1 to {MaxTtlSeconds}", (JsonElement element, out long value) =>
            Integers.TryRead(element, out value) && value is >= 1 and <= MaxTtlSeconds);
}
