using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1));

var app = builder.Build();
app.MapHub<BroadcastHub>("/hub");
app.MapPost("/pub", async (JsonElement body, IHubContext<BroadcastHub> hub, CancellationToken cancellation) =>
{
    await hub.Clients.All.SendAsync("update", body, cancellation);
    return Results.Ok();
});
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"listening on {app.Urls.First()}"));
await app.RunAsync();

internal sealed class BroadcastHub : Hub;
