using System.Globalization;
using Cadre.Bench.Streams;

const string usage = """
    Measures Cadre.Streams by itself. Every figure is printed with what it was measured with.

      log [seconds]                  commits and events per second of the SQLite log (2 s a cell)
      feed [watchers] [seconds]      fan-out over real sockets, wake-up latency, memory per idle watcher (1000 watchers, 5 s a cell)
      wake [waiters]                 ways of waking many waiters, compared (5000 waiters)
    """;

var first = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : (int?)null;
var second = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : (int?)null;
switch (args.FirstOrDefault())
{
    case "log":
        await LogBench.RunAsync(TimeSpan.FromSeconds(first ?? 2));
        return 0;
    case "feed":
        await FeedBench.RunAsync(first ?? 1_000, TimeSpan.FromSeconds(second ?? 5));
        return 0;
    case "wake":
        await WakeBench.RunAsync(first ?? 5_000);
        return 0;
    case "watch":
        await WatcherProcess.RunAsync(first!.Value, second!.Value);
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}
