using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class ClaimJson
{
    private static readonly ImmutableArray<string> Members = ["id", "agentId", "resource", "mode", "acquiredAt", "expiresAt", "note", "version"];

    public static ValueKind<string> ResourceKind { get; } = new(ClaimResource.Expected, (JsonElement element, out string value) =>
    {
        value = element.ValueKind is JsonValueKind.String && ClaimResource.TryNormalize(element.GetString(), out var resource) ? resource : "";
        return value.Length > 0;
    });

    public static ValueKind<Claim> Kind { get; } = new("a claim", Read);

    public static ValueKind<ImmutableArray<Claim>> ListKind { get; } = Kind.List("a list of claims");

    public static void Write(Utf8JsonWriter writer, Claim claim)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, claim.Id.Value);
        writer.WriteString("agentId"u8, claim.AgentId.Value);
        writer.WriteString("resource"u8, claim.Resource);
        writer.WriteString("mode"u8, claim.Mode.ToWireName());
        writer.WriteNumber("acquiredAt"u8, claim.AcquiredAt);
        writer.WriteNumber("expiresAt"u8, claim.ExpiresAt);
        if (claim.Note is { } note) writer.WriteString("note"u8, note);
        writer.WriteNumber("version"u8, claim.Version);
        writer.WriteEndObject();
    }

    /// <summary>Who holds what and until when, as the list in a problem.</summary>
    public static JsonElement Holders(IEnumerable<Claim> claims)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var claim in claims)
            {
                writer.WriteStartObject();
                writer.WriteString("agentId"u8, claim.AgentId.Value);
                writer.WriteString("resource"u8, claim.Resource);
                writer.WriteString("mode"u8, claim.Mode.ToWireName());
                writer.WriteNumber("expiresAt"u8, claim.ExpiresAt);
                writer.WriteString("claimId"u8, claim.Id.Value);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Reads a claim; one without id asks for one.</summary>
    public static FleetProblem? Read(JsonElement element, out Claim value)
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Id = o.Or("id", Values.ClaimId, default),
            AgentId = o.Required("agentId", Values.AgentId),
            Resource = o.Required("resource", ResourceKind),
            Mode = o.Or("mode", Values.ClaimMode, default),
            AcquiredAt = o.Or("acquiredAt", Values.Stamp, 0),
            ExpiresAt = o.Required("expiresAt", Values.Stamp),
            Note = o.Or("note", Values.TextOrNull, null),
            Version = o.Or("version", Values.Count, 0),
        };
        o.RefuseOthers(Members);
        return o.Problem;
    }

}
