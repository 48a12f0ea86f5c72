namespace Cadre.Query;

/// <summary>Something that has a key.</summary>
internal interface IKeyed
{
    QueryKey Key { get; }
}
