using System.Runtime.InteropServices;

namespace Cadre.Cli.Terminals;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into cancellation; a second signal ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _exitCode;

    public Interruption() =>
        _registrations =
        [
            Register(PosixSignal.SIGINT, 2),
            Register(PosixSignal.SIGTERM, 15),
            Register(PosixSignal.SIGHUP, 1),
        ];

    public CancellationToken Token => _source.Token;

    /// <summary>128 plus the number of the signal that came, 0 when none did.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            if (Interlocked.CompareExchange(ref _exitCode, Cli.ExitCode.Signal + number, 0) != 0)
                return;
            context.Cancel = true;
            _source.Cancel();
        });
}
