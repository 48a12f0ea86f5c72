using System.Globalization;
using Cadre.Pages;

namespace Cadre.Dashboard.Components.Details;

/// <summary>Where an event stands in the activity.</summary>
internal static class EventAddress
{
    /// <summary>The activity from that event on backwards.</summary>
    public static string Of(FleetScope scope, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{scope.Href($"/activity?before={sequence + 1}")}#{IdOf(sequence)}");

    public static string IdOf(long sequence) => DomId.Of("event", sequence.ToString(CultureInfo.InvariantCulture));
}
