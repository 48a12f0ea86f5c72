using System.Text;
using Cadre.Fleet;
using Cadre.Hub.Hosting;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Workspaces;

using Reply = Cadre.Hub.Workspaces.Reply;

public sealed class WorkspaceTests : IAsyncDisposable
{
    private readonly WorkspaceFixture _fixture = new(new WorkspaceOptions { SnapshotEvery = 100 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_accepted_isInTheStateAndTheLogWhenItIsAnswered()
    {
        var workspace = await _fixture.OpenAsync();

        var reply = await workspace.ExecuteAsync(WorkspaceFixture.Note("hello"), Cancellation);

        TextOf(reply).ShouldBe(workspace.Current.Cursor.ToString());
        workspace.Current.State.Activity[0].Message.ShouldBe("hello");
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["hello"]);
    }

    [Fact]
    public async Task Commands_fromManyCallersAtOnce_areEachWrittenOnceInOneSequence()
    {
        var workspace = await _fixture.OpenAsync();
        var start = workspace.Current.Sequence;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 250; i++)
                await workspace.ExecuteAsync(WorkspaceFixture.Note($"{caller}-{i}"), Cancellation);
        }))).Within("all callers");

        workspace.Current.Sequence.ShouldBe(start + 2_000);
        (await WorkspaceFixture.MessagesAsync(workspace)).Order().ShouldBe(
            Enumerable.Range(0, 8).SelectMany(caller => Enumerable.Range(0, 250).Select(i => $"{caller}-{i}")).Order());
    }

    [Fact]
    public async Task Command_repeatedWithItsKey_getsTheFirstAnswerAndChangesNothing()
    {
        var workspace = await _fixture.OpenAsync();
        var key = new IdempotencyKey("k", "fingerprint");
        var first = await workspace.ExecuteAsync(WorkspaceFixture.Note("once", key), Cancellation);
        await workspace.ExecuteAsync(WorkspaceFixture.Note("other"), Cancellation);

        var again = await workspace.ExecuteAsync(WorkspaceFixture.Note("once", key), Cancellation);
        var afterRestart = await (await _fixture.OpenAsync()).ExecuteAsync(WorkspaceFixture.Note("once", key), Cancellation);

        TextOf(again).ShouldBe(TextOf(first));
        again.Replayed.ShouldBeTrue();
        TextOf(afterRestart).ShouldBe(TextOf(first));
        (await WorkspaceFixture.MessagesAsync(await _fixture.OpenAsync())).ShouldBe(["once", "other"]);
    }

    [Fact]
    public async Task Commands_withOneKeyInOneBatch_areWrittenOnce()
    {
        var workspace = await _fixture.OpenAsync();
        var key = new IdempotencyKey("k", "fingerprint");

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => workspace.ExecuteAsync(WorkspaceFixture.Note("once", key), Cancellation).AsTask())).Within("replies");

        replies.Select(TextOf).Distinct().Count().ShouldBe(1);
        replies.Count(reply => !reply.Replayed).ShouldBe(1);
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["once"]);
    }

    [Fact]
    public async Task Key_usedForAnotherRequest_isRefused()
    {
        var workspace = await _fixture.OpenAsync();
        await workspace.ExecuteAsync(WorkspaceFixture.Note("first", new IdempotencyKey("k", "one")), Cancellation);

        var reply = await workspace.ExecuteAsync(WorkspaceFixture.Note("second", new IdempotencyKey("k", "two")), Cancellation);

        reply.Status.ShouldBe(422);
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Batch_withARefusedUnit_writesTheOthers()
    {
        var workspace = await _fixture.OpenAsync();
        CommandOutcome? outcome = null;
        var command = WorkspaceFixture.Of([WorkspaceFixture.Activity("a"), WorkspaceFixture.UnknownTask(), WorkspaceFixture.Activity("b")]);

        await workspace.ExecuteAsync(command with { Respond = o => { outcome = o; return new Reply(200, default); } }, Cancellation);

        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["a", "b"]);
        outcome!.Units[1].Problem!.Code.ShouldBe("not-found");
        outcome.Units.Select(unit => unit.Events).ShouldBe([1, 0, 1]);
    }

    [Fact]
    public async Task AtomicBatch_withARefusedUnit_writesNothing()
    {
        var workspace = await _fixture.OpenAsync();
        var before = workspace.Current;

        var reply = await workspace.ExecuteAsync(WorkspaceFixture.Of([WorkspaceFixture.Activity("a"), WorkspaceFixture.UnknownTask()], atomic: true), Cancellation);

        reply.Status.ShouldBe(422);
        workspace.Current.Cursor.ShouldBe(before.Cursor);
        workspace.Current.State.ShouldBeSameAs(before.State);
        await workspace.ExecuteAsync(WorkspaceFixture.Note("next"), Cancellation);
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["next"]);
    }

    [Fact]
    public async Task Commit_thatFails_leavesStateAndLogAsTheyWere()
    {
        var workspace = await _fixture.OpenAsync();
        await workspace.ExecuteAsync(WorkspaceFixture.Note("before"), Cancellation);
        var before = workspace.Current;
        var key = new IdempotencyKey("k", "fingerprint");

        _fixture.Log.IsFull = true;
        await Should.ThrowAsync<LogUnavailableException>(async () => await workspace.ExecuteAsync(WorkspaceFixture.Note("lost", key), Cancellation));
        workspace.Current.ShouldBeSameAs(before);
        _fixture.Log.IsFull = false;
        var retried = await workspace.ExecuteAsync(WorkspaceFixture.Note("lost", key), Cancellation);

        retried.Replayed.ShouldBeFalse();
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["before", "lost"]);
    }

    [Fact]
    public async Task Answer_thatCannotBeMade_failsItsOwnCommandOnly()
    {
        var workspace = await _fixture.OpenAsync();
        var broken = WorkspaceFixture.Note("broken", new IdempotencyKey("k", "f")) with { Respond = _ => throw new InvalidOperationException("no answer") };

        var failing = workspace.ExecuteAsync(broken, Cancellation).AsTask();
        var working = workspace.ExecuteAsync(WorkspaceFixture.Note("works"), Cancellation).AsTask();

        await Should.ThrowAsync<InvalidOperationException>(() => failing.Within("the broken command"));
        await working.Within("the working command");
        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["works"]);
    }

    [Fact]
    public async Task Command_whoseCallerLeftBeforeItsTurn_isNotWritten()
    {
        var workspace = await _fixture.OpenAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await workspace.ExecuteAsync(WorkspaceFixture.Note("gone"), new CancellationToken(canceled: true)));
        await workspace.ExecuteAsync(WorkspaceFixture.Note("here"), Cancellation);

        (await WorkspaceFixture.MessagesAsync(workspace)).ShouldBe(["here"]);
    }

    [Fact]
    public async Task Workspace_openedAgain_standsWhereItStood()
    {
        var workspace = await _fixture.OpenAsync(WorkspaceTemplates.Executive);
        for (var i = 0; i < 333; i++)
            await workspace.ExecuteAsync(WorkspaceFixture.Note($"{i}"), Cancellation);
        var before = workspace.Current;

        var after = (await _fixture.OpenAsync()).Current;

        after.Cursor.ShouldBe(before.Cursor);
        FleetJson.SerializeState(after.State).ShouldBe(FleetJson.SerializeState(before.State));
        after.State.Agents.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Past_readAtACursorOrATime_isTheStateOfThatMoment()
    {
        var workspace = await _fixture.OpenAsync();
        List<(FleetPoint Point, DateTimeOffset Time)> points = [];
        for (var i = 0; i < 250; i++)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await workspace.ExecuteAsync(WorkspaceFixture.Note($"{i}"), Cancellation);
            points.Add((workspace.Current, _fixture.Time.GetUtcNow()));
        }

        foreach (var (point, time) in points.Where((_, i) => i % 37 == 0))
        {
            var byCursor = await workspace.AtAsync(point.Cursor, Cancellation);
            var byTime = await workspace.AtAsync(time + TimeSpan.FromMilliseconds(500), Cancellation);

            byCursor!.State.Activity[0].Message.ShouldBe(point.State.Activity[0].Message);
            byTime!.Cursor.ShouldBe(point.Cursor);
        }

        (await workspace.AtAsync(new Cursor(workspace.Current.Cursor.Epoch, 9_999), Cancellation)).ShouldBeNull();
        (await workspace.AtAsync(new Cursor("0", 1), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_pastItsTime_isReleasedByMaintenance()
    {
        var workspace = await _fixture.OpenAsync(WorkspaceTemplates.Executive);
        var now = _fixture.Time.GetUtcNow().ToUnixTimeMilliseconds();
        AgentId.TryParse("ceo", out var ceo, out _).ShouldBeTrue();
        var claim = new Claim { Id = default, AgentId = ceo, Resource = "port:5432", AcquiredAt = now, ExpiresAt = now + 60_000 };
        await workspace.ExecuteAsync(WorkspaceFixture.Of([new CommandUnit([new ClaimAcquired(claim)])]), Cancellation);
        workspace.Current.State.Claims.Count.ShouldBe(1);

        await workspace.MaintainAsync(Cancellation);
        workspace.Current.State.Claims.Count.ShouldBe(1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(61));
        await workspace.MaintainAsync(Cancellation);

        workspace.Current.State.Claims.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Workspace_closedUnderLoad_answersWhatItTookAndRefusesTheRest()
    {
        var workspace = await _fixture.OpenAsync();
        var commands = Enumerable.Range(0, 500).Select(i => workspace.ExecuteAsync(WorkspaceFixture.Note($"{i}"), Cancellation).AsTask()).ToList();

        await _fixture.Registry.DisposeAsync();

        await Task.WhenAll(commands).Within("commands taken before the close");
        await Should.ThrowAsync<WorkspaceUnavailableException>(async () => await workspace.ExecuteAsync(WorkspaceFixture.Note("late"), Cancellation));
        (await WorkspaceFixture.MessagesAsync(await _fixture.OpenAsync())).Count.ShouldBe(500);
    }

    [Fact]
    public async Task Retention_byCount_keepsTheNewestAndTheStateWhole()
    {
        await using var fixture = new WorkspaceFixture(new WorkspaceOptions { SnapshotEvery = 100, Retention = new RetentionOptions { Events = 150 } });
        var workspace = await fixture.OpenAsync(WorkspaceTemplates.Executive);
        for (var i = 0; i < 1_000; i++)
            await workspace.ExecuteAsync(WorkspaceFixture.Note($"{i}"), Cancellation);

        await MaintainUntilAsync(workspace, () => workspace.Oldest > 500).Within("retention");

        var reopened = await fixture.OpenAsync();
        reopened.Current.State.Agents.Count.ShouldBe(7);
        reopened.Current.State.Activity[0].Message.ShouldBe("999");
        (await reopened.AtAsync(new Cursor(reopened.Current.Cursor.Epoch, 3), Cancellation)).ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static async Task MaintainUntilAsync(Workspace workspace, Func<bool> isDone)
    {
        while (!isDone())
        {
            await workspace.MaintainAsync(Cancellation);
            await Task.Yield();
        }
    }

    private static string TextOf(Reply reply) => Encoding.UTF8.GetString(reply.Body.Span);
}
