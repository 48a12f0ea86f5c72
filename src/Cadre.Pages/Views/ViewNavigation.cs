using Microsoft.AspNetCore.Components;

namespace Cadre.Pages.Views;

/// <summary>Tells the components of a page where they are, so that parameters from the query are set. A page stays where it is.</summary>
internal sealed class ViewNavigation : NavigationManager
{
    private const string Origin = "http://pages";

    public void Begin(ViewKey key) => Initialize(Origin + "/", Origin + key.Path + key.Query);

    protected override void NavigateToCore(string uri, NavigationOptions options) =>
        throw new NotSupportedException($"A live page does not navigate to '{uri}'; browsers do, by links and forms.");
}
