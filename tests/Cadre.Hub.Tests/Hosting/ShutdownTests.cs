using System.Net;
using Cadre.Hub.Tests.Native;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_under_load_loses_nothing_that_was_acknowledged()
    {
        using var folder = new TestFolder();
        var acknowledged = new List<string>();
        await using (var hub = await TestHub.StartAsync(o => (o.Template, o.DataDirectory) = ("empty", folder.Path)))
        {
            var writers = Enumerable.Range(0, 8).Select(w => WriteUntilRefusedAsync(hub, w, acknowledged)).ToList();
            await Patience.Until(() => Count(acknowledged) >= 50, "the load");

            await hub.StopAsync().Within("the stop");
            await Task.WhenAll(writers).Within("the writers");
        }

        await using var restarted = await TestHub.StartAsync(o => (o.Template, o.DataDirectory) = ("empty", folder.Path));
        var kept = (await restarted.GetAsync(NativeHub.Root + "/agents?limit=10000")).ShouldBeOk().Ids().ToHashSet();
        acknowledged.ShouldAllBe(id => kept.Contains(id));
        kept.Count.ShouldBeInRange(acknowledged.Count, acknowledged.Count + 8);
    }

    private static int Count(List<string> list)
    {
        lock (list)
            return list.Count;
    }

    /// <summary>Creates agents until the hub says that it stops, or has gone.</summary>
    private static async Task WriteUntilRefusedAsync(TestHub hub, int writer, List<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            var id = $"w{writer}-{i}";
            try
            {
                var reply = await hub.PostAsync(NativeHub.Root + "/agents", $$"""{"id":"{{id}}"}""");
                if (reply.Status == HttpStatusCode.ServiceUnavailable)
                {
                    reply.ShouldBeProblem(503, "shutting-down");
                    return;
                }

                reply.ShouldBeOk(HttpStatusCode.Created);
                lock (acknowledged)
                    acknowledged.Add(id);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
