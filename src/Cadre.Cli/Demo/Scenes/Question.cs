using Cadre.Cli.Demo.Staging;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent needs a decision that only a person can take.</summary>
internal sealed class Question : HaltedAgent
{
    private static readonly string[][] Questions =
    [
        ["Which of the two invoice formats should the export use: EN 16931 or the old CSV?", "EN 16931; the CSV stays for one more release."],
        ["The bank sends amounts without a sign. May I take the sign from the booking code?", "Yes, and reject unknown booking codes."],
        ["Two customers have the same VAT number. Merge them, or refuse the import?", "Refuse it, and list both in the report."],
        ["Should a credit note keep the exchange rate of its invoice, or use the one of today?", "The rate of the invoice."],
        ["The old API returns 200 for invoices that are not there. Keep that for v1?", "Keep it for v1; v2 answers 404."],
        ["May reminders go out on Sundays?", "No: the next working day."],
    ];

    protected override (string Question, string Answer) Ask(Stage stage) => stage.Chance.Pick(Questions) is [var question, var answer] ? (question, answer) : default;
}
