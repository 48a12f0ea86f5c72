using System.Globalization;
using Cadre.Hub.Problems;
using Cadre.Hub.Workspaces;
using Cadre.Streams;

namespace Cadre.Hub.Native;

/// <summary>Finds the state that <c>?at=</c> asks for: at a cursor, at Unix milliseconds, or at an ISO 8601 time.</summary>
internal static class PointInTime
{
    private const string Expected = "a cursor epoch:sequence, Unix milliseconds, or an ISO 8601 time with its offset such as 2026-03-01T12:00:00Z";
    private const long LastMilliseconds = 253_402_300_799_999;

    private static readonly string[] IsoFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static async ValueTask<FleetPoint> FindAsync(Workspace workspace, string at, CancellationToken cancellationToken)
    {
        var point = Cursor.TryParse(at, out var cursor, out _)
            ? await workspace.AtAsync(cursor, cancellationToken)
            : await workspace.AtAsync(TimeOf(at), cancellationToken);
        return point ?? throw new ProblemException(new Problem(ProblemKinds.NotFound, $"The past of workspace '{workspace.Id}' at '{at}' is not known.")
        {
            Pointer = "query:at",
            Value = at,
            Expected = $"a point from {workspace.Current.Cursor.Epoch}:{Math.Max(0, workspace.Oldest - 1)} to {workspace.Current.Cursor}",
        });
    }

    private static DateTimeOffset TimeOf(string at)
    {
        if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LastMilliseconds)
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        // A plus sign in a query that was not encoded arrives as a space.
        return DateTimeOffset.TryParseExact(
            at.Replace(' ', '+'), IsoFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ProblemException(new Problem(ProblemKinds.BadTime, "The time in 'at' cannot be read.") { Pointer = "query:at", Value = at, Expected = Expected });
    }
}
