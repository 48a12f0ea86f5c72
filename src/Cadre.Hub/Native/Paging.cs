using System.Text.Json;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>A page of a list: where it begins and how long it may be.</summary>
internal readonly record struct Paging(int Offset, int Limit)
{
    private const int MostItems = 10_000;
    private const int UsualItems = 1_000;

    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("limit", ParameterLocation.Query, $"The most items to give; {UsualItems} if absent.", Shapes.Whole("Items.", 1, MostItems)),
        new("offset", ParameterLocation.Query, "How many items to pass over; 0 if absent.", Shapes.Whole("Items.", 0, int.MaxValue)),
    ];

    public static Paging Of(HttpRequest request) => new(
        QueryValues.Integer(request, "offset", 0, int.MaxValue, 0),
        QueryValues.Integer(request, "limit", 1, MostItems, UsualItems));

    /// <summary>Writes <c>items</c> and <c>total</c>, the number of all that match.</summary>
    public void Write<T>(Utf8JsonWriter json, IEnumerable<T> matching, Action<Utf8JsonWriter, T> write)
    {
        var total = 0;
        json.WriteStartArray("items"u8);
        foreach (var item in matching)
        {
            if (total >= Offset && total - Offset < Limit)
                write(json, item);
            total++;
        }

        json.WriteEndArray();
        json.WriteNumber("total"u8, total);
    }
}
