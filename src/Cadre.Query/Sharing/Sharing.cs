namespace Cadre.Query;

/// <summary>Keeps references of old data where new data is equal to it.</summary>
public static class Sharing
{
    /// <summary>New data in which every part that equals the part in the same place of the old is that old part.</summary>
    /// <remarks>The new value belongs to the cache: lists and dictionaries in it may be changed in place.</remarks>
    public static T Share<T>(T previous, T next) => throw new NotImplementedException();
}
