using Cadre.Hub.Access;
using Cadre.Hub.Limits;
using Cadre.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadre.Hub.Tests.Access;

public sealed class TokenDirectoryTests
{
    private readonly FakeTime _time = new();
    private readonly MemoryTokenStore _store = new();

    [Fact]
    public async Task Token_works_as_it_was_issued()
    {
        await using var sut = await StartSutAsync();
        var (token, text) = await IssueAsync(Role.Operator, "w1", "lead");
        await sut.RefreshAsync(TestContext.Current.CancellationToken);

        var grant = sut.Authenticate(text);

        grant.ShouldNotBeNull().Token.ShouldBe(token);
        grant.Caller.Role.ShouldBe(Role.Operator);
        grant.Caller.Actor.ShouldBe("lead");
        grant.Caller.MayUse("w1").ShouldBeTrue();
        grant.Caller.MayUse("w2").ShouldBeFalse();
    }

    [Fact]
    public async Task Anything_but_the_exact_token_is_refused()
    {
        await using var sut = await StartSutAsync();
        var (_, text) = await IssueAsync();
        await sut.RefreshAsync(TestContext.Current.CancellationToken);
        var last = text[^1] == 'A' ? 'B' : 'A';

        string[] wrong = ["", "cdr_", text[..^1], text + "A", text[..^1] + last, text.ToUpperInvariant(), " " + text, text.Replace('_', '-'), text[..^1] + "é"];

        foreach (var candidate in wrong)
            sut.Authenticate(candidate).ShouldBeNull(candidate);
        sut.Authenticate(text).ShouldNotBeNull();
    }

    [Fact]
    public async Task Change_in_the_store_is_noticed_within_a_second()
    {
        await using var sut = await StartSutAsync();
        var (token, text) = await IssueAsync();
        sut.Authenticate(text).ShouldBeNull();

        await AdvanceUntilAsync(() => sut.Authenticate(text) is not null, "the new token");
        var grant = sut.Authenticate(text)!;
        await _store.RevokeAsync(token.Id, 1, TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(() => sut.Authenticate(text) is null, "the revocation");

        await Patience.Until(() => grant.Revoked.IsCancellationRequested, "the end of its streams");
    }

    [Fact]
    public async Task Revoking_one_token_leaves_the_streams_of_others_alone()
    {
        await using var sut = await StartSutAsync();
        var (_, kept) = await IssueAsync();
        var (other, _) = await IssueAsync();
        await sut.RefreshAsync(TestContext.Current.CancellationToken);
        var grant = sut.Authenticate(kept)!;

        await _store.RevokeAsync(other.Id, 1, TestContext.Current.CancellationToken);
        await sut.RefreshAsync(TestContext.Current.CancellationToken);

        sut.Authenticate(kept).ShouldBeSameAs(grant);
        grant.Revoked.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Last_use_is_noted_at_the_end()
    {
        var (token, text) = await IssueAsync();
        await using (var sut = await StartSutAsync())
            sut.Authenticate(text).ShouldNotBeNull();

        var stored = (await _store.ReadAsync(TestContext.Current.CancellationToken)).Single(t => t.Id == token.Id);

        stored.LastUsedAt.ShouldBe(_time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Session_works_until_its_end_and_then_ends_its_streams()
    {
        await using var sut = await StartSutAsync();
        var (_, text) = await IssueSessionAsync(TimeSpan.FromHours(1));
        var (_, lasting) = await IssueAsync();
        await sut.RefreshAsync(TestContext.Current.CancellationToken);
        var (grant, other) = (sut.Authenticate(text).ShouldNotBeNull(), sut.Authenticate(lasting).ShouldNotBeNull());
        (sut.Count, sut.HasExpired(text)).ShouldBe((2, false));

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(1));

        sut.Authenticate(text).ShouldBeNull();
        (sut.Count, sut.HasExpired(text), sut.HasExpired(lasting)).ShouldBe((1, true, false));
        await AdvanceUntilAsync(() => grant.Revoked.IsCancellationRequested, "the end of its streams");
        other.Revoked.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_who_has_the_secret_learns_that_a_session_has_expired()
    {
        await using var sut = await StartSutAsync();
        var (_, text) = await IssueSessionAsync(TimeSpan.Zero);
        await sut.RefreshAsync(TestContext.Current.CancellationToken);

        sut.HasExpired(text).ShouldBeTrue();
        sut.HasExpired(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')).ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_are_forgotten_a_day_after_their_end_and_other_tokens_never()
    {
        await using var sut = await StartSutAsync();
        var (lasting, _) = await IssueAsync();
        var (fresh, _) = await IssueSessionAsync(TimeSpan.FromDays(3));
        var (_, over) = await IssueSessionAsync(TimeSpan.FromHours(1));
        var (ended, _) = await IssueSessionAsync(TimeSpan.FromHours(1));
        await _store.RevokeAsync(ended.Id, 1, TestContext.Current.CancellationToken);

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(26));
        await sut.RefreshAsync(TestContext.Current.CancellationToken);
        sut.HasExpired(over).ShouldBeTrue();
        await Patience.Until(
            () =>
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                return !sut.HasExpired(over);
            },
            "the drop");

        (await _store.ReadAsync(TestContext.Current.CancellationToken)).Select(t => t.Id).ShouldBe([lasting.Id, fresh.Id]);
    }

    [Fact]
    public async Task Tokens_stay_in_force_while_the_file_is_damaged()
    {
        using var folder = new TestFolder();
        var store = new FileTokenStore(folder.Path, TimeProvider.System);
        var (_, text) = await TokenIssuer.IssueAsync(store, "*", Role.Admin, null, _time, TestContext.Current.CancellationToken);
        await using var sut = new TokenDirectory(store, new HubLimits(), _time, NullLogger<TokenDirectory>.Instance);
        await sut.StartAsync(TestContext.Current.CancellationToken);
        var good = await File.ReadAllTextAsync(folder.File("tokens.json"), TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(folder.File("tokens.json"), "{ damaged", TestContext.Current.CancellationToken);
        await Should.ThrowAsync<TokenStoreException>(() => sut.RefreshAsync(TestContext.Current.CancellationToken));
        sut.Authenticate(text).ShouldNotBeNull();

        await File.WriteAllTextAsync(folder.File("tokens.json"), good.Replace("\"*\"", "\"w\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(() => sut.Authenticate(text)?.Token.Workspace == "w", "the mended file");
    }

    private async Task<TokenDirectory> StartSutAsync()
    {
        var sut = new TokenDirectory(_store, new HubLimits(), _time, NullLogger<TokenDirectory>.Instance);
        await sut.StartAsync(TestContext.Current.CancellationToken);
        return sut;
    }

    private ValueTask<(TokenRecord Token, string Text)> IssueAsync(Role role = Role.Admin, string workspace = "*", string? name = null) =>
        TokenIssuer.IssueAsync(_store, workspace, role, name, _time, TestContext.Current.CancellationToken);

    private ValueTask<(TokenRecord Token, string Text)> IssueSessionAsync(TimeSpan lifetime) =>
        TokenIssuer.IssueAsync(_store, new SignIn("*", Role.Viewer, null, 0), lifetime, _time, TestContext.Current.CancellationToken);

    private Task AdvanceUntilAsync(Func<bool> condition, string what) => Patience.Until(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return condition();
        },
        what);
}
