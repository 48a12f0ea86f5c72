using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cadre.Streams.Tests.Transports;

/// <summary>Keeps warnings and errors, so that a test can hold the server to silence.</summary>
sealed class RecordingLoggers : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> _problems = new();

    public IReadOnlyCollection<string> Problems => _problems;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _problems.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
