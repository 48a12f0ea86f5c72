using Cadre.Streams.Tests.Logs.Contract;

namespace Cadre.Streams.Tests.Logs.Memory;

public sealed class MemoryLogTests : RetentionContract
{
    protected override Task<IEventLog> OpenAsync() => Task.FromResult<IEventLog>(new MemoryLog(Time));
}
