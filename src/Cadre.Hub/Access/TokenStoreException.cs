namespace Cadre.Hub.Access;

/// <summary>Tokens cannot be read or written; the message says why and what to do.</summary>
public sealed class TokenStoreException(string message, Exception? inner = null) : IOException(message, inner);
