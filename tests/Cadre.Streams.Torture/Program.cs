using System.Globalization;
using Cadre.Streams.Torture;

const string usage = """
    Starts a process that writes a log with many writers, kills it (-9) at a random moment, and checks that everything it acknowledged is there,
    nothing is there twice and no sequence is missing; then again.

      rounds [count] [writers] [seed]    100 rounds with 64 writers by default; exit code 1 when a round fails
      child FOLDER NEXT...               the process that is killed; NEXT is the number with which each writer goes on
    """;

switch (args)
{
    case ["child", var folder, .. var next]:
        await TortureChild.RunAsync(folder, [.. next.Select(text => int.Parse(text, CultureInfo.InvariantCulture))]);
        return 0;
    case ["rounds", .. var numbers]:
        var count = numbers.Length > 0 ? int.Parse(numbers[0], CultureInfo.InvariantCulture) : 100;
        var writers = numbers.Length > 1 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : 64;
        var seed = numbers.Length > 2 ? int.Parse(numbers[2], CultureInfo.InvariantCulture) : Environment.TickCount;
        var folder2 = Directory.CreateTempSubdirectory("streams-torture-").FullName;
        try
        {
            var acknowledged = await new TortureRounds(folder2, writers, seed, Console.WriteLine).RunAsync(count);
            Console.WriteLine($"{count} rounds, {writers} writers, seed {seed}: {acknowledged:N0} acknowledged, none lost, none twice");
            return 0;
        }
        catch (TortureException fault)
        {
            Console.Error.WriteLine($"FAILED with seed {seed}: {fault.Message} (data kept in {folder2})");
            return 1;
        }

    default:
        Console.Error.WriteLine(usage);
        return 2;
}
