namespace Cadre.Query.Tests;

public sealed class MutationDefaultsTests
{
    private readonly MutationBed _bed = new();

    [Fact]
    public void Function_of_the_key_is_used_and_the_definitions_own_words_win()
    {
        _bed.Client.DefaultMutationOptions = new MutationDefinition<string, string, string>(_bed.Answer(10, "all")) { Retry = 1, RetryDelay = TimeSpan.FromMilliseconds(7) };
        _bed.Client.SetMutationDefaults(["k"], new MutationDefinition<string, string, string>(_bed.Failing(10, times: 1, "key")));
        var observer = _bed.Observe(new() { Key = ["k", 1], RetryDelay = TimeSpan.FromMilliseconds(3) });

        _bed.Mutate(observer, "a");
        _bed.Advance(23);

        _bed.Happened().ShouldBe(["key a", "key a"]);
        observer.CurrentResult.IsSuccess.ShouldBeTrue();
        _bed.Mutate(new MutationDefinition<string, string, string>(), "b");
        _bed.Happened().ShouldBe(["all b"]);
    }

    [Fact]
    public void Client_takes_its_first_defaults_from_its_options()
    {
        var bed = new MutationBed(new() { Mutations = new() { Scope = "s" } });

        bed.Mutate(new(bed.Answer(10)), "a");

        bed.Client.Mutations.FindAll().Single().Options.Scope.ShouldBe("s");
    }

    [Fact]
    public void Later_defaults_win_over_earlier_ones_and_keep_their_functions()
    {
        var client = _bed.Client;
        client.SetMutationDefaults(["k"], new MutationDefinition<string, string, string>(_bed.Answer(10, "first")) { Retry = 1, Scope = "s" });
        client.SetMutationDefaults(["k", 1], new() { Retry = 2 });
        client.SetMutationDefaults(["other"], new() { Scope = "other" });

        var merged = client.GetMutationDefaults(["k", 1, 2]).ShouldBeOfType<MutationDefinition<string, string, string>>();
        var above = client.GetMutationDefaults(["k"]);

        merged.Retry.ShouldBe((Retry)2);
        merged.Scope.ShouldBe("s");
        merged.Mutate.ShouldNotBeNull();
        above.Retry.ShouldBe((Retry)1);
        client.GetMutationDefaults(["nobody"]).ShouldBe(new MutationOptions());
    }

    [Fact]
    public void Setting_the_same_key_again_replaces_what_was_said()
    {
        _bed.Client.SetMutationDefaults(["k"], new() { Retry = 1 });
        _bed.Client.SetMutationDefaults(["k"], new() { Scope = "s" });

        _bed.Client.GetMutationDefaults(["k"]).ShouldBe(new MutationOptions { Scope = "s" });
    }

    [Fact]
    public void Functions_for_other_types_are_left_alone()
    {
        _bed.Client.SetMutationDefaults(["k"], new MutationDefinition<int, int, int>((variables, _) => Task.FromResult(variables)) { Scope = "s" });

        var answer = _bed.Mutate(new() { Key = ["k"] }, "a");

        answer.Exception!.InnerException.ShouldBeOfType<MissingFunctionException>();
        _bed.Client.Mutations.FindAll().Single().Options.Scope.ShouldBe("s");
    }
}
