using System.Collections.Immutable;

namespace Cadre.Pages.Views;

/// <summary>What makes two viewers see the same page: the address with its parameters, and who looks.</summary>
internal sealed record ViewKey(string Principal, string Path, string Query);

/// <summary>All that a page is made of.</summary>
internal sealed record ViewRequest(ViewKey Key, Type Page, ImmutableDictionary<string, object?> Parameters, ImmutableSortedDictionary<string, string> Query);
