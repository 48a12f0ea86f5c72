namespace Cadre.Client;

/// <summary>What a write may depend on.</summary>
/// <param name="Version">Only if the entity has this version; otherwise <see cref="HubVersionException"/>. Null: whatever it has.</param>
/// <param name="Key">Names the write, so that it happens once however often it is sent: 1 to 255 visible ASCII characters. Null: a new random one.</param>
public sealed record WriteOptions(long? Version = null, string? Key = null);
