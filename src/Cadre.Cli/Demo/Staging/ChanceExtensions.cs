namespace Cadre.Cli.Demo.Staging;

/// <summary>What is drawn from the one generator of the simulation.</summary>
internal static class ChanceExtensions
{
    extension(Random chance)
    {
        public T? Pick<T>(IEnumerable<T> items) where T : class => items.ToList() is { Count: > 0 } list ? list[chance.Next(list.Count)] : null;

        /// <summary>A time between two numbers of seconds.</summary>
        public TimeSpan Seconds(double least, double most) => TimeSpan.FromMilliseconds(chance.Next((int)(least * 1_000), (int)(most * 1_000)));

        public bool Happens(double probability) => chance.NextDouble() < probability;

        public T[] Shuffled<T>(IEnumerable<T> items)
        {
            var shuffled = items.ToArray();
            chance.Shuffle(shuffled);
            return shuffled;
        }
    }
}
