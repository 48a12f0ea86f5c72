using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor.Tests.Hydration;

/// <summary>What a page carries from the server to the browser.</summary>
internal sealed class PageStore : IPersistentComponentStateStore
{
    public Dictionary<string, byte[]> Content { get; private set; } = [];

    public Task<IDictionary<string, byte[]>> GetPersistedStateAsync() => Task.FromResult<IDictionary<string, byte[]>>(new Dictionary<string, byte[]>(Content));

    public Task PersistStateAsync(IReadOnlyDictionary<string, byte[]> state)
    {
        Content = new(state);
        return Task.CompletedTask;
    }
}
