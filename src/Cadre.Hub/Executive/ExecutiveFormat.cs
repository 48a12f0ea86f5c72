using System.Buffers;
using Cadre.Fleet;
using Cadre.Hub.Workspaces;
using Cadre.Streams;

namespace Cadre.Hub.Executive;

/// <summary>Every agent that an event changed, whole, as <c>agent:update</c>.</summary>
internal sealed class ExecutiveFormat : IFeedFormat
{
    private const string EventName = "agent:update";

    public string Name => "executive";

    public bool NeedsStates => true;

    public Frame Encode(in AppliedEvent e, Cursor cursor)
    {
        List<Frame> frames = [.. ChangedAgents.Of(e).Select(agent => EncodeAgent(cursor, agent))];
        return frames.Count switch
        {
            0 => Frame.Empty(e.Sequence),
            1 => frames[0],
            _ => Join(frames),
        };
    }

    /// <summary>The seed's clients know no reset; all agents as they stand bring them up to date.</summary>
    public Frame Reset(ResetReason reason, FleetPoint point)
    {
        var reset = FrameEncoder.Encode(point.Cursor, "reset", (reason, point), static (json, reset) =>
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, ResetReasons.NameOf(reset.reason));
            json.WriteString("cursor"u8, reset.point.Cursor.ToString());
            json.WriteEndObject();
        });
        return Join([reset, .. point.State.Agents.Select(agent => EncodeAgent(point.Cursor, agent))]);
    }

    private static Frame EncodeAgent(Cursor cursor, Agent agent) =>
        FrameEncoder.Encode(cursor, EventName, agent, ExecutiveContract.WriteAgent);

    // One event may change many agents. Only the last of them bears the cursor: a reader that is cut off in between resumes before the first.
    private static Frame Join(List<Frame> frames)
    {
        var blocks = new ArrayBufferWriter<byte>();
        foreach (var frame in frames.SkipLast(1))
            blocks.Write(WithoutId(frame.Sse.Span));
        blocks.Write(frames[^1].Sse.Span);
        return new Frame(frames[^1].Sequence, blocks.WrittenMemory, 0, 0);
    }

    private static ReadOnlySpan<byte> WithoutId(ReadOnlySpan<byte> block) => block[(block.IndexOf((byte)'\n') + 1)..];
}
