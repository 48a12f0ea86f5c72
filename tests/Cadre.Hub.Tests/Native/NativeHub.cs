using System.Net;
using System.Text.Json;

namespace Cadre.Hub.Tests.Native;

/// <summary>Short ways to use the native API of the workspace <c>default</c> in tests.</summary>
internal static class NativeHub
{
    public const string Root = "/api/workspaces/default";

    public static Task<TestHub> StartAsync() => TestHub.StartAsync(o => o.Template = "empty");

    public static async Task<JsonElement> AddAgentAsync(this TestHub hub, string id, string more = "") =>
        (await hub.PostAsync(Root + "/agents", $$"""{"id":"{{id}}"{{more}}}""")).ShouldBeOk(HttpStatusCode.Created).GetProperty("state");

    public static async Task<long> AddTaskAsync(this TestHub hub, string title, string more = "") =>
        (await hub.PostAsync(Root + "/tasks", $$"""{"title":"{{title}}"{{more}}}""")).ShouldBeOk(HttpStatusCode.Created)
            .GetProperty("state").GetProperty("id").GetInt64();

    public static Task<Reply> PatchAsync(this TestHub hub, string path, string json, params (string, string)[] headers) =>
        hub.SendAsync(HttpMethod.Patch, path, json, headers: headers);

    public static Task<Reply> DeleteAsync(this TestHub hub, string path, params (string, string)[] headers) =>
        hub.SendAsync(HttpMethod.Delete, path, headers: headers);

    public static async Task<JsonElement> StateAsync(this TestHub hub) => (await hub.GetAsync(Root + "/state")).ShouldBeOk();

    public static async Task<string> CursorAsync(this TestHub hub) => (await hub.StateAsync()).GetProperty("cursor").GetString()!;

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static IEnumerable<string?> Ids(this JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").ToString());
}
