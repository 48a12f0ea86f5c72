namespace Cadre.Query.Hammer;

/// <summary>The client broke one of its rules, or hangs.</summary>
public sealed class HammerException(string message) : Exception(message);

/// <summary>Thrown on purpose, by functions and listeners.</summary>
internal sealed class Sabotage() : Exception("on purpose");
