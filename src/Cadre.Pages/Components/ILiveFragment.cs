namespace Cadre.Pages;

/// <summary>A component that is pushed on its own when it was rendered anew: the smallest part of a page that changes without the rest.</summary>
/// <remarks>
/// Its markup is one element that bears <see cref="FragmentId"/> as its <c>id</c>. A change in a component that is no fragment is pushed with the
/// fragment around it. Inputs within need stable ids of their own, or what is typed gets lost.
/// </remarks>
public interface ILiveFragment
{
    /// <summary>The id of its element: a letter, then letters, digits, <c>-</c> and <c>_</c>, as <see cref="DomId"/> makes them; unique in the page, and never another one.</summary>
    string FragmentId { get; }

    /// <summary>Whether elements that fall off the end of its list stay in browsers that have them, as in a log that is read backwards.</summary>
    /// <remarks>Whatever makes the browser get the whole list takes them away: a line that moved, more new lines than old ones, a viewer that was far behind.</remarks>
    /// <value>False.</value>
    bool KeepsTail => false;
}
