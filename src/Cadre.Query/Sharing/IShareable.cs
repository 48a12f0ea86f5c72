namespace Cadre.Query;

/// <summary>A value whose parts can be shared with an older one. Implement <see cref="IShareable{TSelf}"/>.</summary>
public interface IShareable
{
    /// <summary>This value with every part that equals the old one's replaced by it; the old value itself if all of it is equal.</summary>
    /// <param name="previous">An older value of the same type.</param>
    object ShareWith(object previous);
}

/// <summary>A value whose parts can be shared with an older one.</summary>
/// <remarks>Implementations use <see cref="Sharing.Share{T}"/> for their parts. They must be quick and must not call the client.</remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IShareable<TSelf> : IShareable where TSelf : IShareable<TSelf>
{
    /// <summary>This value with every part that equals the old one's replaced by it; the old value itself if all of it is equal.</summary>
    TSelf ShareWith(TSelf previous);

    object IShareable.ShareWith(object previous) => ShareWith((TSelf)previous);
}
