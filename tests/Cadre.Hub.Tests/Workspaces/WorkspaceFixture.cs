using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Hub.Hosting;
using Cadre.Hub.Telemetry;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadre.Hub.Tests.Workspaces;

using Reply = Cadre.Hub.Workspaces.Reply;

/// <summary>A workspace on a log that outlives it, so that a test can close it and open it again.</summary>
public sealed class WorkspaceFixture : IAsyncDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().AddSingleton<HubMetrics>().BuildServiceProvider();
    private readonly MemoryLog _memory;
    private readonly WorkspaceOptions _options;
    private WorkspaceRegistry? _registry;

    internal WorkspaceFixture(WorkspaceOptions? options = null)
    {
        _memory = new MemoryLog(Time);
        Log = new FaultyLog(_memory);
        _options = options ?? new WorkspaceOptions();
    }

    internal FakeTime Time { get; } = new();

    internal FaultyLog Log { get; }

    internal WorkspaceRegistry Registry => _registry!;

    internal async Task<Workspace> OpenAsync(string template = WorkspaceTemplates.Empty)
    {
        if (_registry is not null)
            await _registry.DisposeAsync();
        var services = new WorkspaceServices(_options, new FeedOptions(), Time, _provider.GetRequiredService<HubMetrics>(), NullLogger.Instance);
        _registry = await WorkspaceRegistry.OpenAsync(Log, services, template, 10, TestContext.Current.CancellationToken);
        return (await _registry.FindAsync("default", TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    internal static FleetCommand Note(string message, IdempotencyKey? key = null) => Of([Activity(message)], key);

    internal static FleetCommand Of(ImmutableArray<CommandUnit> units, IdempotencyKey? key = null, bool atomic = false) => new()
    {
        Units = units,
        Key = key,
        Atomic = atomic,
        Respond = outcome => new Reply(outcome.Refusal is null ? 200 : 422, System.Text.Encoding.UTF8.GetBytes(outcome.After.Cursor.ToString())),
    };

    internal static CommandUnit Activity(string message) =>
        new([new ActivityAdded(new ActivityItem { Timestamp = "2026-01-01T00:00:00.000Z", Type = "activity_update", Agent = "system", Message = message })]);

    internal static CommandUnit UnknownTask() => new([new TaskUnblocked(new TaskId(404), 0)]);

    internal static async Task<List<string>> MessagesAsync(Workspace workspace)
    {
        List<string> messages = [];
        await foreach (var record in workspace.History.ReadAsync(0, workspace.Current.Sequence, TestContext.Current.CancellationToken))
            if (RecordedEvent.Decode(record) is ActivityAdded added)
                messages.Add(added.Item.Message);
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null)
            await _registry.DisposeAsync();
        await _memory.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
