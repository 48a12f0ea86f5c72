using Cadre.Bench;
using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Suites;

Options options;
try
{
    options = Options.Parse(args);
}
catch (Exception e) when (e is ArgumentException or FormatException)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}

if (await Pinning.RunOnLoaderCoreAsync(args) is { } exitCode) return exitCode;

Console.WriteLine($"{Machine.Description}; {options.Rounds} alternating rounds of {options.Seconds} s per cell, medians");
using var epoll = new Epoll();
var report = new Report();
var bench = new Bench(options, report, epoll);
foreach (var suite in options.Suites)
{
    await (suite switch
    {
        "reducer" => ReducerSuite.RunAsync(bench),
        "reads" => ReadsSuite.RunAsync(bench),
        "writes" => WritesSuite.RunAsync(bench),
        "batch" => BatchSuite.RunAsync(bench),
        "watchers" => WatchersSuite.RunAsync(bench),
        "saturate" => SaturateSuite.RunAsync(bench),
        "memory" => MemorySuite.RunAsync(bench),
        "query" => QuerySuite.RunAsync(bench),
        DashboardSuite.Name => DashboardSuite.RunAsync(bench),
        _ => CatchUpSuite.RunAsync(bench),
    });
    report.Print(suite);
}

var gates = Gates.Judge(report);
Gates.Print(gates);
if (options.JsonFile is not null) report.WriteJson(options.JsonFile, gates);
return bench.HubFailed ? 1 : 0;
