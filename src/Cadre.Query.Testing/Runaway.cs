namespace Cadre.Query.Testing;

/// <summary>Ends a test that would never end by itself.</summary>
internal struct Runaway(string what)
{
    private const int Limit = 200_000;

    private int _count;

    public void Count()
    {
        if (++_count > Limit)
            throw new InvalidOperationException($"{Limit} {what} ran in one go, and there are still more: something starts itself again without end.");
    }
}
