using System.Net.Sockets;
using Cadre.Cli.Starting;
using Cadre.Hub.Hosting;
using Cadre.Streams;

namespace Cadre.Cli.Tests.Starting;

public sealed class StartFailureTests
{
    private static readonly HubOptions Options = new() { Urls = ["https://127.0.0.1:7443"], DataDirectory = "/srv/cadre" };

    // A machine may have a developer certificate, so that no start can be made to fail for the want of one.
    [Fact]
    public void Missing_certificate_says_where_to_name_one()
    {
        var failure = Explain(new InvalidOperationException("Unable to configure HTTPS endpoint. No server certificate was specified."));

        failure.Message.ShouldContain("https://127.0.0.1:7443");
        failure.Hint!.ShouldContain("Kestrel__Certificates__Default__Path");
    }

    [Fact]
    public void Several_wrong_settings_are_all_told() =>
        Explain(new HubConfigurationException(["One is wrong.", "Two is wrong."])).Message.ShouldBe("The settings are wrong: One is wrong. Two is wrong.");

    [Fact]
    public void Locked_folder_leads_to_the_hub_that_runs_there() =>
        Explain(new LogUnavailableException(LogUnavailableReason.Locked, "in use by process 7")).Hint!.ShouldContain("--data and --urls");

    [Fact]
    public void Address_that_is_not_ours_leads_to_other_addresses() =>
        Explain(new SocketException((int)SocketError.AddressNotAvailable)).Hint!.ShouldContain("--urls");

    [Fact]
    public void Missing_permission_names_the_folder() => Explain(new UnauthorizedAccessException("Denied.")).Hint!.ShouldContain("/srv/cadre");

    [Fact]
    public void Other_failures_are_not_explained_away() => StartFailure.IsKnown(new InvalidOperationException("A bug.")).ShouldBeFalse();

    private static CliException Explain(Exception e)
    {
        StartFailure.IsKnown(e).ShouldBeTrue();
        return StartFailure.Explain(e, Options);
    }
}
