using Microsoft.AspNetCore.Components;

namespace Cadre.Pages.Tests.Screens;

/// <summary>A component that is rendered when a text changes that it has read.</summary>
public abstract class Watcher : ComponentBase, IDisposable
{
    private readonly HashSet<string> _read = [];

    [Inject]
    public Store Store { get; set; } = null!;

    public void Dispose()
    {
        Store.Changed -= OnChanged;
        Store.Remove();
        GC.SuppressFinalize(this);
        if (Store["dispose"] == "throw") throw new InvalidOperationException("It does not want to go.");
    }

    protected string Read(string name)
    {
        _read.Add(name);
        var text = Store[name];
        return text == "throw" ? throw new InvalidOperationException("The text says so.") : text;
    }

    protected IEnumerable<string> ReadList(string name) => Read(name).Split(',', StringSplitOptions.RemoveEmptyEntries);

    protected override void OnInitialized()
    {
        Store.Add(this);
        Store.Changed += OnChanged;
    }

    private void OnChanged(IReadOnlyCollection<string> names) => _ = InvokeAsync(() =>
    {
        if (names.Any(_read.Contains)) StateHasChanged();
    });
}
