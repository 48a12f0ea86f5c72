using System.Collections.Immutable;
using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Fleet;

public sealed class NewcomersTests
{
    private static readonly Newcomer Ada = Newcomer.Of(Agents.Of("ada", AgentStatus.Blocked) with { Blocker = "which one?" });
    private static readonly Newcomer Kai = Newcomer.Of(Agents.Of("kai", AgentStatus.Error));
    private static readonly Newcomer Noa = Newcomer.Of(Agents.Of("noa", AgentStatus.Blocked) with { Meta = Agents.Json("""{"kind":"approval"}""") });

    private readonly Newcomers _news = new();

    [Fact]
    public void Those_who_were_there_at_first_are_no_news()
    {
        _news.Tell(default).ShouldBe("");
        _news.Tell([Ada]).ShouldBe("");
    }

    [Fact]
    public void Newcomer_is_told_with_the_question()
    {
        _news.Tell([Kai]);

        _news.Tell([Kai, Ada]).ShouldBe("ada is blocked: which one?");
        _news.Tell([Kai, Ada, Noa]).ShouldBe("noa asks for approval");
    }

    [Fact]
    public void Nothing_new_says_the_same_again()
    {
        _news.Tell([]);
        ImmutableArray<Newcomer> needy = [Kai];

        _news.Tell(needy).ShouldBe("kai has failed");
        _news.Tell(needy).ShouldBe("kai has failed");
    }

    [Fact]
    public void Who_comes_back_is_told_again()
    {
        _news.Tell([]);
        _news.Tell([Ada]);

        _news.Tell([]).ShouldBe("");
        _news.Tell([Ada]).ShouldBe("ada is blocked: which one?");
    }

    [Fact]
    public void Several_at_once_are_counted()
    {
        _news.Tell([]);

        _news.Tell([Ada, Kai, Noa]).ShouldBe("ada is blocked: which one? – and 2 more agents need you");
    }
}
