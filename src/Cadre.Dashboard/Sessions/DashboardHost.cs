using Cadre.Client;
using Cadre.Dashboard.Entry;
using Cadre.Pages;
using Microsoft.AspNetCore.Http;

namespace Cadre.Dashboard.Sessions;

/// <summary>Lets viewers in, and leads others to where they can sign in.</summary>
internal sealed class DashboardHost(Viewers viewers, FleetSessions sessions, Workspaces workspaces, Answers answers, TimeProvider time) : IPageHost
{
    // A token may end or be revoked while a page is open.
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstState = TimeSpan.FromMilliseconds(1_500);

    public async ValueTask<PageAdmission> AdmitAsync(HttpContext request, CancellationToken cancellationToken)
    {
        var workspace = (string?)request.Request.RouteValues["workspace"] ?? "";
        try
        {
            var viewer = await viewers.OfAsync(request, cancellationToken);
            if (!viewer.MaySee(workspace) || !await workspaces.ExistsAsync(workspace, viewer, cancellationToken))
                return PageAdmission.Refused(await answers.NoWorkspaceAsync(workspace));
            return PageAdmission.As(viewer.Principal, token => EnterAsync(workspace, viewer, token)) with { StreamAge = viewer.Token is null ? null : AskedAgain };
        }
        catch (HubAccessException refused)
        {
            return PageAdmission.Refused(await answers.StrangerAsync(request, refused));
        }
        catch (Exception error) when (HubFailures.IsAbsence(error))
        {
            return PageAdmission.Refused(await answers.NoHubAsync(error));
        }
    }

    // Pages begin with the state there, so that a first look seldom shows skeletons; where it takes long, they show them.
    private async ValueTask<PageLease> EnterAsync(string workspace, Viewer viewer, CancellationToken cancellationToken)
    {
        var use = sessions.Use(workspace, viewer);
        try
        {
            await use.Session.ReadyAsync(cancellationToken).WaitAsync(FirstState, time, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or HubException or HttpRequestException)
        {
            // The page says how it stands.
        }
        catch
        {
            await use.DisposeAsync();
            throw;
        }
        return use;
    }
}
