using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor;

/// <summary>Where components find their client.</summary>
internal static class ClientOf
{
    /// <summary>The cascading client, or else that of the services.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static QueryClient Component(IComponent component, QueryClient? cascading, IServiceProvider? services) =>
        cascading ?? services?.GetService(typeof(QueryClient)) as QueryClient ?? throw new InvalidOperationException(
            $"{component.GetType().Name} has no QueryClient: call services.AddCadreQuery(), or put it into a CascadingValue of a QueryClient.");
}
