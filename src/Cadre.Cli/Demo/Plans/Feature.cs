namespace Cadre.Cli.Demo.Plans;

/// <summary>A part of the product that is built here: Ledgerline, invoices and books for small companies.</summary>
internal sealed record Feature(string Title, string Area)
{
    public static readonly IReadOnlyList<Feature> All =
    [
        new("Recurring invoices", "invoices/recurring"),
        new("E-invoices to EN 16931", "invoices/einvoice"),
        new("SEPA direct debit", "payments/sepa"),
        new("Bank statement import", "payments/statements"),
        new("Dunning letters", "invoices/dunning"),
        new("VAT return", "ledger/vat"),
        new("Customer portal", "portal/home"),
        new("Multi-currency", "ledger/currency"),
        new("Receipt scanning", "expenses/scan"),
        new("Credit notes", "invoices/credit"),
        new("Single sign-on", "platform/sso"),
        new("Public API", "api/public"),
        new("Expense approval", "expenses/approval"),
        new("Quotes and orders", "sales/quotes"),
        new("Audit log", "platform/audit"),
        new("Webhooks", "api/hooks"),
        new("Time tracking", "sales/time"),
        new("Products and stock", "sales/stock"),
        new("Reports and charts", "reports/charts"),
        new("Accountant access", "platform/accountants"),
        new("Payment links", "payments/links"),
        new("Bulk editing", "portal/bulk"),
        new("Year-end closing", "ledger/closing"),
        new("Archive for ten years", "platform/archive"),
    ];
}
