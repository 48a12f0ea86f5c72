using System.Net;
using System.Text.Json;
using Cadre.Cli.Connections;

namespace Cadre.Cli.Feeding;

/// <summary>Sends batches and counts what the hub made of them.</summary>
/// <param name="hub">The hub.</param>
/// <param name="path">Path and query that takes the messages.</param>
/// <param name="retries">What to do while the hub is away; the key of the batch makes repeats harmless.</param>
/// <param name="rejected">Told of each message that was refused.</param>
internal sealed class FeedSender(HubConnection hub, string path, RetryPolicy retries, Action<FeedItem, HubProblem> rejected)
{
    public FeedTally Tally { get; } = new();

    /// <summary>How many messages have been sent without an answer yet.</summary>
    public int OnTheWay { get; private set; }

    public void Reject(FeedItem item, HubProblem problem)
    {
        Tally.Reject(problem.Code);
        rejected(item, problem);
    }

    /// <summary>Sends a batch; messages that are refused do not hold up the others.</summary>
    public async Task SendAsync(FeedBatch batch, CancellationToken cancellation)
    {
        try
        {
            using var answer = await PostAsync(path, batch, cancellation);
            Count(batch, answer.RootElement);
        }
        catch (HubRefusedException e) when (e.Status is HttpStatusCode.RequestEntityTooLarge)
        {
            if (batch.Items.Count == 1)
            {
                Reject(batch.Items[0], e.Problem);
                return;
            }

            var (first, second) = batch.Split();
            await SendAsync(first, cancellation);
            await SendAsync(second, cancellation);
        }
    }

    /// <summary>Sends a batch up to the first message that is refused: all before it are applied, none after it.</summary>
    /// <returns>Whether all were taken.</returns>
    public async Task<bool> SendStrictlyAsync(FeedBatch batch, CancellationToken cancellation)
    {
        try
        {
            using var answer = await PostAsync(path + "&atomic=true", batch, cancellation);
            Count(batch, answer.RootElement);
            return true;
        }
        catch (HubRefusedException e) when (e.Status is HttpStatusCode.UnprocessableEntity && FirstRejected(e.Body) is not null)
        {
            var (index, problem) = FirstRejected(e.Body)!.Value;
            if (index > 0)
                await SendAsync(new($"{batch.Key}.head", [.. batch.Items.Take(index)]), cancellation);
            Reject(batch.Items[index], problem);
            return false;
        }
    }

    private async Task<JsonDocument> PostAsync(string target, FeedBatch batch, CancellationToken cancellation)
    {
        OnTheWay = batch.Items.Count;
        var answer = await retries.ExecuteAsync(
            retry => hub.ReadJsonAsync(HttpMethod.Post, target, batch.ToContent(), batch.Key, retry), cancellation);
        OnTheWay = 0;
        return answer;
    }

    private void Count(FeedBatch batch, JsonElement answer)
    {
        foreach (var result in Results(answer))
        {
            switch (result.GetProperty("result").GetString())
            {
                case "accepted":
                    Tally.Accept();
                    break;
                case "ignored":
                    Tally.Ignore(result.TryGetProperty("reason", out var reason) ? KindOf(reason.ToString()) : "no reason given");
                    break;
                default:
                    Reject(batch.Items[result.GetProperty("index").GetInt32()], HubProblem.Read(result.GetProperty("problem")));
                    break;
            }
        }

        Tally.Cursor = answer.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : Tally.Cursor;
    }

    // "stale: the report is of …" names a kind and then the case.
    private static string KindOf(string reason) => reason.Split(':')[0];

    private static (int Index, HubProblem Problem)? FirstRejected(JsonElement answer)
    {
        foreach (var result in Results(answer))
        {
            if (result.GetProperty("result").ValueEquals("rejected"))
                return (result.GetProperty("index").GetInt32(), HubProblem.Read(result.GetProperty("problem")));
        }

        return null;
    }

    private static JsonElement.ArrayEnumerator Results(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("results", out var results) ? results.EnumerateArray() : default;
}
