using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace PagesGuide;

#region board
public sealed class Board
{
    private readonly ConcurrentDictionary<string, string> _cards = new();

    public event Action<string>? Changed;

    public string[] Ids => [.. _cards.Keys.Order()];

    public string? Text(string id) => _cards.GetValueOrDefault(id);

    public void Write(string id, string text)
    {
        var isNew = !_cards.ContainsKey(id);
        _cards[id] = text;
        Changed?.Invoke(isNew ? "ids" : id);
    }
}

public abstract class BoardComponent : ComponentBase, IDisposable
{
    [Inject]
    public Board Board { get; set; } = null!;

    protected abstract string Follows { get; }

    public void Dispose() => Board.Changed -= OnChanged;

    protected override void OnInitialized() => Board.Changed += OnChanged;

    private void OnChanged(string what)
    {
        if (what == Follows) _ = InvokeAsync(StateHasChanged);
    }
}
#endregion
