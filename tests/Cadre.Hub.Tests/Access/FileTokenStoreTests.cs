using Cadre.Hub.Access;

namespace Cadre.Hub.Tests.Access;

public sealed class FileTokenStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Tokens => _folder.File("tokens.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Secret_is_never_written()
    {
        var (_, text) = await IssueAsync(CreateSut());

        var content = await File.ReadAllTextAsync(Tokens, TestContext.Current.CancellationToken);

        content.ShouldNotContain(text.Split('_', 3)[2]);
        content.ShouldContain(text.Split('_', 3)[1]);
    }

    [Fact]
    public async Task File_can_be_read_by_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await IssueAsync(CreateSut());

        File.GetUnixFileMode(Tokens).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Stores_in_several_processes_lose_no_token()
    {
        var writers = Enumerable.Range(0, 4).Select(async _ =>
        {
            var store = CreateSut();
            for (var i = 0; i < 10; i++)
                await IssueAsync(store);
        });
        await Task.WhenAll(writers);

        var tokens = await CreateSut().ReadAsync(TestContext.Current.CancellationToken);

        tokens.Count.ShouldBe(40);
        tokens.Select(t => t.Id).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task Reader_never_sees_half_a_file()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await IssueAsync(CreateSut());
        var reading = Task.Run(async () =>
        {
            var seen = 0;
            while (!stop.IsCancellationRequested)
            {
                var count = (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).Count;
                count.ShouldBeGreaterThanOrEqualTo(seen);
                seen = count;
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 30; i++)
            await IssueAsync(CreateSut());
        await stop.CancelAsync();
        await reading;
    }

    [Fact]
    public async Task Revoked_token_stays_revoked_with_its_first_time()
    {
        var store = CreateSut();
        var (token, _) = await IssueAsync(store);

        (await store.RevokeAsync(token.Id, 1, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await store.RevokeAsync(token.Id, 2, TestContext.Current.CancellationToken)).ShouldBeFalse();

        (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).Single().RevokedAt.ShouldBe(1);
    }

    [Fact]
    public async Task Last_use_only_moves_forward()
    {
        var store = CreateSut();
        var (token, _) = await IssueAsync(store);

        await store.TouchAsync(new Dictionary<string, long> { [token.Id] = 50, ["unknown"] = 1 }, TestContext.Current.CancellationToken);
        await store.TouchAsync(new Dictionary<string, long> { [token.Id] = 40 }, TestContext.Current.CancellationToken);

        (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).Single().LastUsedAt.ShouldBe(50);
    }

    [Fact]
    public async Task Revision_changes_with_every_change_only()
    {
        var store = CreateSut();
        var absent = await store.ReadRevisionAsync(TestContext.Current.CancellationToken);
        await IssueAsync(store);
        var one = await store.ReadRevisionAsync(TestContext.Current.CancellationToken);
        await store.ReadAsync(TestContext.Current.CancellationToken);
        var same = await store.ReadRevisionAsync(TestContext.Current.CancellationToken);
        await IssueAsync(store);
        var two = await store.ReadRevisionAsync(TestContext.Current.CancellationToken);

        same.ShouldBe(one);
        new[] { absent, one, two }.Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format":1,"tokens":[{"id":"x"}]}""")]
    [InlineData("""{"format":2,"tokens":[]}""")]
    [InlineData("""{"format":1,"tokens":[{"id":"x","secretHash":"","workspace":"*","role":"king","createdAt":1}]}""")]
    public async Task Damaged_file_is_an_error_that_names_it(string content)
    {
        await File.WriteAllTextAsync(Tokens, content, TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<TokenStoreException>(async () => await CreateSut().ReadAsync(TestContext.Current.CancellationToken));
        await Should.ThrowAsync<TokenStoreException>(async () => await IssueAsync(CreateSut()));

        failure.Message.ShouldContain(Tokens);
        (await File.ReadAllTextAsync(Tokens, TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task File_of_before_there_were_sessions_is_read()
    {
        await File.WriteAllTextAsync(
            Tokens, """{"format":1,"tokens":[{"id":"x","secretHash":"","workspace":"*","role":"viewer","createdAt":1,"name":"ada"}]}""", TestContext.Current.CancellationToken);

        var token = (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).Single();

        token.ShouldBe(new TokenRecord("x", "", "*", Role.Viewer, 1) { Name = "ada", ExpiresAt = null });
    }

    [Fact]
    public async Task Session_keeps_its_end_and_is_dropped_after_it()
    {
        var store = CreateSut();
        var (lasting, _) = await IssueAsync(store);
        await store.AddAsync(new TokenRecord("s", "", "*", Role.Viewer, 1) { ExpiresAt = 50 }, TestContext.Current.CancellationToken);

        await store.DropExpiredAsync(50, TestContext.Current.CancellationToken);
        (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).Select(t => t.ExpiresAt).ShouldBe([null, 50]);

        await store.DropExpiredAsync(51, TestContext.Current.CancellationToken);
        (await CreateSut().ReadAsync(TestContext.Current.CancellationToken)).ShouldBe([lasting]);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_an_error_that_names_the_file()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", TestContext.Current.CancellationToken);
        var store = new FileTokenStore(_folder.File("file/data"), TimeProvider.System);

        var failure = await Should.ThrowAsync<TokenStoreException>(async () => await IssueAsync(store));

        failure.Message.ShouldContain("tokens.json");
    }

    private FileTokenStore CreateSut() => new(_folder.Path, TimeProvider.System);

    private static ValueTask<(TokenRecord Token, string Text)> IssueAsync(FileTokenStore store) =>
        TokenIssuer.IssueAsync(store, "*", Role.Viewer, "someone", TimeProvider.System, TestContext.Current.CancellationToken);
}
