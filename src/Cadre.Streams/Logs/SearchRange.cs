namespace Cadre.Streams;

/// <summary>Binary search over positions whose times never decrease.</summary>
static class SearchRange
{
    /// <summary>
    /// The last position from <paramref name="first"/> to <paramref name="last"/> with a time at or before <paramref name="at"/>; first - 1
    /// if none.
    /// </summary>
    public static long LastAtOrBefore(long first, long last, long at, Func<long, long> timeOf)
    {
        while (first <= last)
        {
            var middle = first + (last - first) / 2;
            if (timeOf(middle) <= at) first = middle + 1;
            else last = middle - 1;
        }

        return last;
    }
}
