using System.Collections;

namespace Cadre.Query.Razor;

/// <summary>Whether there is nothing to show in data that are there.</summary>
internal static class Emptiness
{
    public static bool Of<T>(T data) => data switch
    {
        null => true,
        string text => text.Length == 0,
        ICollection collection => collection.Count == 0,
        IEnumerable sequence => !Any(sequence),
        _ => false,
    };

    private static bool Any(IEnumerable sequence)
    {
        var items = sequence.GetEnumerator();
        try
        {
            return items.MoveNext();
        }
        finally
        {
            (items as IDisposable)?.Dispose();
        }
    }
}
