using Cadre.Cli.Demo.Staging;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent is about to do what cannot be taken back, and asks before.</summary>
internal sealed class RiskyCommand : Approval
{
    private static readonly Request[] Requests =
    [
        new(
            "Drop the table invoices_old? Nothing has read it for 90 days; last night's backup is checked.",
            "psql ledger -c 'DROP TABLE invoices_old'",
            "The table is dropped; nothing asked for it.",
            "The table stays; a note about it stands in the guide."),
        new(
            "Send the reminders of run 118? 214 letters, three of them to customers who never got one.",
            "ledgerline reminders send --run 118",
            "214 reminders are on their way.",
            "No reminder was sent; run 118 is kept as a draft."),
        new(
            "Overwrite the branch to take a test key out of its history? Nobody else has it checked out.",
            "git push --force-with-lease origin test-fixtures",
            "The branch is clean; the key was revoked anyway.",
            "The branch stays as it is; the key is revoked instead."),
    ];

    protected override Request Draw(Stage stage) => stage.Chance.Pick(Requests)!;
}
