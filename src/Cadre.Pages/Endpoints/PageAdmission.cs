using Microsoft.AspNetCore.Http;

namespace Cadre.Pages;

/// <summary>Decides who may see a page, and as whom.</summary>
public interface IPageHost
{
    /// <summary>Looks at a request for a page or its stream.</summary>
    ValueTask<PageAdmission> AdmitAsync(HttpContext request, CancellationToken cancellationToken);
}

/// <summary>The answer of an <see cref="IPageHost"/>.</summary>
public sealed record PageAdmission
{
    private PageAdmission()
    {
    }

    /// <summary>Whose page it is. All who have the same name here see the same page, made once.</summary>
    public string Principal { get; private init; } = "";

    /// <summary>Begins a page for that principal. It is called when there is no such page yet; of leases for the same page that come at the same time one is used and the others are disposed.</summary>
    public Func<CancellationToken, ValueTask<PageLease>>? Enter { get; private init; }

    /// <summary>How long a stream may last until the host is asked again; browsers connect anew and miss nothing.</summary>
    /// <value>Null: for good.</value>
    public TimeSpan? StreamAge { get; init; }

    /// <summary>What is answered instead of the page.</summary>
    public IResult? Refusal { get; private init; }

    /// <summary>Shows the page.</summary>
    public static PageAdmission As(string principal, Func<CancellationToken, ValueTask<PageLease>> enter) => new() { Principal = principal, Enter = enter };

    /// <summary>Answers something else, such as the way to sign in.</summary>
    public static PageAdmission Refused(IResult answer) => new() { Refusal = answer };
}

/// <summary>What a page holds while it lives. It is disposed some time after the last viewer has left.</summary>
public abstract class PageLease : IAsyncDisposable
{
    /// <summary>Given to the document of the page.</summary>
    public abstract object? Context { get; }

    /// <summary>Ends when the page has what a first look needs; it is not waited for longer than <see cref="PagesOptions.FirstLook"/>.</summary>
    public virtual Task SettledAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
