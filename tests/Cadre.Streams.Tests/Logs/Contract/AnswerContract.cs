using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

public abstract class AnswerContract : TransactionContract
{
    async Task<IReadOnlyDictionary<string, RecordedAnswer>> AnswersAsync(string stream, params string[] keys)
    {
        IReadOnlyDictionary<string, RecordedAnswer> answers = null!;
        await Log.TransactAsync(stream, 0, keys, transaction =>
        {
            answers = transaction.Answers;
            return LogAppend.Nothing;
        }, default).Within("transaction");
        return answers;
    }

    Task<LogCommit> RecordAsync(string stream, params (string Key, RecordedAnswer Answer)[] answers) =>
        Log.TransactAsync(stream, 0, [], _ => new LogAppend { Time = 1, Answers = answers }, default).Within("recording");

    [Fact]
    public async Task Answers_recorded_are_handed_over_to_who_asks_for_them()
    {
        await RecordAsync("s", ("a", Answer("first", Now + 1000)), ("b", Answer("second")));

        var answers = await AnswersAsync("s", "a", "c");

        answers.Keys.ShouldBe(["a"]);
        Text(answers["a"].Data).ShouldBe("first");
        answers["a"].ExpiresAt.ShouldBe(Now + 1000);
    }

    [Fact]
    public async Task Answers_are_recorded_together_with_events_or_not_at_all()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Log.TransactAsync("s", 0, [], _ => new LogAppend
        {
            Time = 1,
            Events = [Bytes("a")],
            Answers = [("good", Answer("x")), (new string('k', 1_001), Answer("y"))],
        }, default));

        (await AnswersAsync("s", "good")).ShouldBeEmpty();
        (await Log.ReadAllAsync("s")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_of_one_stream_are_not_those_of_another()
    {
        await Log.OpenStreamAsync("t", default);
        await RecordAsync("s", ("k", Answer("of s")));

        (await AnswersAsync("t", "k")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_recorded_again_are_replaced()
    {
        await RecordAsync("s", ("k", Answer("old")));
        await RecordAsync("s", ("k", Answer("new")));

        Text((await AnswersAsync("s", "k"))["k"].Data).ShouldBe("new");
    }

    [Fact]
    public async Task Answers_keys_are_told_apart_by_case()
    {
        await RecordAsync("s", ("k", Answer("small")), ("K", Answer("large")));

        Text((await AnswersAsync("s", "K"))["K"].Data).ShouldBe("large");
    }

    [Fact]
    public async Task Answers_are_handed_over_until_they_expire()
    {
        await RecordAsync("s", ("k", Answer("x", Now + 1000)));

        Time.Advance(TimeSpan.FromMilliseconds(999));
        (await AnswersAsync("s", "k")).Count.ShouldBe(1);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        (await AnswersAsync("s", "k")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_may_be_empty()
    {
        await RecordAsync("s", ("k", new RecordedAnswer(default, long.MaxValue)));

        (await AnswersAsync("s", "k"))["k"].Data.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Answers_asked_for_twice_are_handed_over_once()
    {
        await RecordAsync("s", ("k", Answer("x")));

        (await AnswersAsync("s", "k", "k")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_of_a_transaction_that_waits_together_with_its_repeat_are_seen_by_the_repeat()
    {
        var decisions = 0;
        var repeats = Enumerable.Range(0, 20).Select(_ => Log.TransactAsync("s", 0, ["k"], transaction =>
        {
            if (transaction.Answers.ContainsKey("k")) return LogAppend.Nothing;
            decisions++;
            return new LogAppend { Time = 1, Events = [Bytes("once")], Answers = [("k", Answer("done"))] };
        }, default).AsTask());

        await Task.WhenAll(repeats).Within("the repeats");
        decisions.ShouldBe(1);
        (await Log.ReadAllAsync("s")).Texts().ShouldBe(["once"]);
    }
}
