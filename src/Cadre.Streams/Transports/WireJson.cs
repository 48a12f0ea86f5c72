using System.Text.Json.Serialization;

namespace Cadre.Streams;

[JsonSerializable(typeof(string))]
sealed partial class WireJson : JsonSerializerContext;
