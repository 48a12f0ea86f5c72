using Cadre.Bench.Live;

const string usage = """
    Measures Cadre.Live: events from a stream into a cache and on to its observers.

      [process|burst|hub …]   some measures; all by default
      process                 events a second in one process, without a network
      burst                   a burst of 10,000 events, 1,000 observers
      hub                     from a real hub over loopback: events a second, delay, reconnection
    """;

if (args.Any(arg => arg is not ("process" or "burst" or "hub")))
{
    Console.Error.WriteLine(usage);
    return args.Contains("--help") ? 0 : 2;
}
bool Wanted(string name) => args.Length == 0 || args.Contains(name);

if (Wanted("process")) await ProcessMeasures.FollowAsync();
if (Wanted("burst")) await ProcessMeasures.BurstAsync();
if (Wanted("hub")) await HubMeasures.RunAsync();
return 0;
