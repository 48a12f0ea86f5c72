using Cadre.Cli.Tests.Support;

namespace Cadre.Cli.Tests.CommandLine;

public sealed class ParsingTests
{
    [Fact]
    public async Task Unknown_command_names_the_closest_one()
    {
        var result = await Support.Cli.RunAsync("evnts");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldBe("cadre: unknown command 'evnts'. Did you mean 'events'?\nSee `cadre --help`.\n");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unknown_option_names_the_closest_one_of_the_command()
    {
        var result = await Support.Cli.RunAsync("events", "--folow");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldBe("cadre: unknown option '--folow'. Did you mean '--follow'?\nSee `cadre events --help`.\n");
    }

    [Fact]
    public async Task Surplus_argument_is_refused()
    {
        var result = await Support.Cli.RunAsync("state", "now");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldStartWith("cadre: unknown argument 'now'.");
    }

    [Fact]
    public async Task No_command_shows_the_help()
    {
        var result = await Support.Cli.RunAsync();

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("Commands:");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_file_of_feed_is_asked_for()
    {
        var result = await Support.Cli.RunAsync("feed");

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("FILE");
        result.Error.ShouldContain("See `cadre feed --help`.");
    }

    [Theory]
    [InlineData("feed", "-", "--batch", "0", "--batch must be 1 to 10000, got 0.")]
    [InlineData("feed", "-", "--batch", "10001", "--batch must be 1 to 10000, got 10001.")]
    [InlineData("feed", "-", "--wait", "-1", "--wait must be 0 or more, got -1.")]
    [InlineData("feed", "-", "--dialect", "fleeet", "--dialect must be fleet or native, got 'fleeet'. Did you mean 'fleet'?")]
    [InlineData("events", "--follow", "--type", "task.bloked", "'task.bloked' is not a type of event. Did you mean 'task.blocked'?")]
    public async Task Value_out_of_bounds_says_what_would_be_right(params string[] line)
    {
        var result = await Support.Cli.RunAsync(line[..^1]);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldStartWith($"cadre: {line[^1]}\n");
    }

    [Theory]
    [InlineData("ftp://hub")]
    [InlineData("http://hub/?a=b")]
    [InlineData("http://user:secret@hub")]
    [InlineData("::")]
    public async Task Address_that_is_none_is_refused(string url)
    {
        var result = await Support.Cli.RunAsync("state", "--url", url);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("is not the address of a hub");
    }

    [Theory]
    [InlineData("feed")]
    [InlineData("events")]
    [InlineData("state")]
    public async Task Help_of_every_command_ends_with_examples(string command)
    {
        var result = await Support.Cli.RunAsync(command, "--help");

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("Usage:");
        result.Out.ShouldContain($"  cadre {command}");
        result.Out.IndexOf("Examples:", StringComparison.Ordinal).ShouldBeGreaterThan(result.Out.IndexOf("Options:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var result = await Support.Cli.RunAsync("--version");

        result.Code.ShouldBe(ExitCode.Success);
        result.Out.Trim().ShouldMatch(@"^\d+\.\d+\.\d+");
    }
}
