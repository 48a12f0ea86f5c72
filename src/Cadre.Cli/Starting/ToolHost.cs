using Cadre.Cli.Terminals;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cadre.Cli.Starting;

/// <summary>A server within the tool: it leaves signals and standard output to the command.</summary>
internal static class ToolHost
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        // Standard output belongs to the start screen.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A start that fails is told in our own words.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    /// <summary>Ends when somebody asked the command to stop, or the server stops by itself.</summary>
    public static async Task StopRequestedAsync(WebApplication server, CancellationToken cancellation)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var asked = cancellation.Register(() => stopping.TrySetResult());
        await using var failed = server.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task;
    }

    /// <summary>Leaves the signals to <see cref="Interruption"/>.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
