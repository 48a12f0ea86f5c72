namespace Cadre.Live;

/// <summary>Calls what others wrote: its failure is reported and stops nothing else.</summary>
internal static class Guard
{
    public static void Run(Action call, Action<Exception>? unhandled)
    {
        try
        {
            call();
        }
        catch (Exception error)
        {
            unhandled?.Invoke(error);
        }
    }
}
