using Cadre.Dashboard.Sessions;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Takes back what an action did.</summary>
/// <returns>How it is again, for people, beginning with a capital letter or an id.</returns>
/// <exception cref="ActionFormException">Too much changed since; nothing was taken back.</exception>
internal delegate Task<string> Undo(FleetSession session, CancellationToken cancellationToken);
