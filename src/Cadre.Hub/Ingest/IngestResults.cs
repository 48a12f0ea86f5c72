using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Ingest;

/// <summary>What became of a batch, item by item, as the answer.</summary>
internal sealed class IngestResults(IReadOnlyList<IngestItem> items, CommandOutcome outcome)
{
    private readonly UnitOutcome[] _results = Merge(items, outcome);

    private int Accepted => _results.Count(r => r.Events > 0);

    private int Ignored => _results.Count(r => r.Ignored is not null);

    private int Rejected => _results.Count(r => r.Problem is not null);

    /// <summary>The answer; a batch that had to be taken whole and was not is a problem with the same members.</summary>
    public Reply ToReply(bool atomic, string instance) => atomic && Rejected > 0
        ? Refused(instance)
        : new Reply(StatusCodes.Status200OK, JsonBytes.Of(this, static (json, results) =>
        {
            json.WriteStartObject();
            results.WriteMembers(json);
            json.WriteEndObject();
        })) { Cursor = outcome.After.Cursor.ToString() };

    private Reply Refused(string instance)
    {
        var problem = new Problem(
            ProblemKinds.InvalidValue, $"{Rejected} of {items.Count} items cannot be taken, so none was: the batch is atomic. The results tell why.")
        {
            Extras = WriteMembers,
        };
        return new Reply(problem.Status, ProblemWriter.Serialize(problem, instance))
        {
            ContentType = ProblemWriter.ContentType,
            Cursor = outcome.After.Cursor.ToString(),
        };
    }

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("accepted"u8, Accepted);
        json.WriteNumber("ignored"u8, Ignored);
        json.WriteNumber("rejected"u8, Rejected);
        json.WriteString("cursor"u8, outcome.After.Cursor.ToString());
        json.WriteStartArray("results"u8);
        for (var i = 0; i < _results.Length; i++)
            Write(json, i, _results[i]);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, int index, in UnitOutcome result)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        if (result.Problem is { } problem)
        {
            json.WriteString("result"u8, "rejected"u8);
            json.WriteStartObject("problem"u8);
            FleetJson.WriteProblemMembers(json, problem);
            json.WriteEndObject();
        }
        else if (result.Ignored is { } reason)
        {
            json.WriteString("result"u8, "ignored"u8);
            json.WriteString("reason"u8, reason);
        }
        else
        {
            json.WriteString("result"u8, "accepted"u8);
            json.WriteNumber("sequence"u8, result.FirstSequence);
            json.WriteNumber("events"u8, result.Events);
        }

        json.WriteEndObject();
    }

    /// <summary>Items that proposed nothing keep what reading them said; the others take the outcomes of the command in turn.</summary>
    private static UnitOutcome[] Merge(IReadOnlyList<IngestItem> items, CommandOutcome outcome)
    {
        var results = new UnitOutcome[items.Count];
        var unit = 0;
        for (var i = 0; i < results.Length; i++)
        {
            var item = items[i];
            results[i] = item.Problem is { } problem ? UnitOutcome.RefusedFor(problem)
                : item.Ignored is { } reason ? UnitOutcome.IgnoredFor(reason)
                : unit < outcome.Units.Length ? outcome.Units[unit++]
                : UnitOutcome.IgnoredFor("another item of this atomic batch was refused");
        }

        return results;
    }
}
