using System.Globalization;
using Cadre.Query.Hammer;

const string usage = """
    Uses a query client from many threads in every way there is, in rounds, and looks whether it stays right. Exit code 1 when something is wrong.

      --minutes N    how long; 1 by default
      --seed S       of the first round; random by default, and printed
      --threads T    how many use one client; twice the processors by default
    """;

var minutes = 1.0;
var seed = Random.Shared.Next(1_000_000);
var threads = 2 * Environment.ProcessorCount;
for (var i = 0; i < args.Length; i += 2)
{
    var isNumber = double.TryParse(i + 1 < args.Length ? args[i + 1] : "", NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
    switch (args[i])
    {
        case "--minutes" when isNumber:
            minutes = number;
            break;
        case "--seed" when isNumber:
            seed = (int)number;
            break;
        case "--threads" when isNumber && number >= 1:
            threads = (int)number;
            break;
        default:
            Console.Error.WriteLine(usage);
            return 2;
    }
}

Console.WriteLine($"seed {seed}, {threads} threads, {minutes} minutes");
try
{
    var rounds = await new Hammering(seed, threads, Console.WriteLine, isAlone: true).RunAsync(TimeSpan.FromMinutes(minutes));
    Console.WriteLine($"{rounds} rounds from seed {seed}, {threads} threads: nothing found");
    return 0;
}
catch (HammerException fault)
{
    Console.Error.WriteLine($"FAILED: {fault.Message}");
    return 1;
}
