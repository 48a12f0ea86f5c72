using System.Collections;
using Cadre.Hub.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cadre.Hub.Tests.Hosting;

public sealed class HubConfigurationTests
{
    [Fact]
    public void Every_setting_is_read_from_its_environment_variable()
    {
        var values = new Dictionary<string, string>
        {
            ["Urls"] = "http://localhost:8080;https://[::1]:8443", ["DataDirectory"] = "/var/lib/cadre", ["Template"] = "Empty", ["RequireTokens"] = "true", ["SessionAge"] = "12h",
            ["Heartbeat"] = "500ms", ["ShutdownTimeout"] = "3s", ["SnapshotInterval"] = "770", ["Retention:Events"] = "5000", ["Retention:Age"] = "7d",
            ["Retention:Answers"] = "36h", ["LogFormat"] = "json", ["LogLevel"] = "debug",
        };
        var environment = new Hashtable();
        foreach (var setting in HubSettings.All)
            environment[setting.Variable] = values.GetValueOrDefault(setting.Path, "20000");
        environment["CADRE_LIMITS__JSON_DEPTH"] = "64";

        var options = Read(environment);

        foreach (var setting in HubSettings.All)
        {
            var expected = setting.Path == "Limits:JsonDepth" ? "64" : values.GetValueOrDefault(setting.Path, "20000");
            setting.Show(options).ToLowerInvariant().ShouldBe(expected.ToLowerInvariant(), setting.Path);
        }
    }

    [Fact]
    public void Every_default_is_valid()
    {
        Should.NotThrow(() => HubConfiguration.Validate(new HubOptions()));
    }

    [Fact]
    public void All_failures_are_listed_at_once()
    {
        var environment = new Hashtable
        {
            ["CADRE_URLS"] = "ftp://x", ["CADRE_HEARTBEAT"] = "soon", ["CADRE_LIMITS__AGENTS"] = "0", ["CADRE_TEMPLATE"] = "exec", ["CADRE_LIMIT__AGENTS"] = "1",
        };

        var failures = Should.Throw<HubConfigurationException>(() => Read(environment)).Failures;

        failures.Count.ShouldBe(5);
        failures.ShouldContain(f => f.Contains("'ftp://x'") && f.Contains("CADRE_URLS"));
        failures.ShouldContain(f => f.Contains("'soon'") && f.Contains("'90s'"));
        failures.ShouldContain(f => f.Contains("Limits:Agents") && f.Contains("from 1 to"));
        failures.ShouldContain(f => f.Contains("executive, empty"));
        failures.ShouldContain(f => f.Contains("Limit:Agents is not a setting", StringComparison.OrdinalIgnoreCase) && f.Contains("did you mean Cadre:Limits:Agents"));
    }

    [Fact]
    public void Values_set_in_code_are_checked_too()
    {
        var options = new HubOptions { Template = "other", Heartbeat = TimeSpan.Zero };
        options.Limits.BatchBytes = 2_000;

        var failures = Should.Throw<HubConfigurationException>(() => HubConfiguration.Validate(options)).Failures;

        failures.Count.ShouldBe(3);
        failures.ShouldContain(f => f.Contains("BatchBytes (2000) is less than"));
    }

    [Fact]
    public void Variables_of_the_clients_are_left_alone()
    {
        Should.NotThrow(() => Read(new Hashtable { ["CADRE_URL"] = "http://elsewhere", ["CADRE_TOKEN"] = "cdr_x", ["CADRE_WORKSPACE"] = "w", ["PATH"] = "/bin" }));
    }

    private static HubOptions Read(Hashtable environment)
    {
        var options = new HubOptions();
        HubConfiguration.Apply(new ConfigurationBuilder().AddCadreEnvironment(environment).Build(), options);
        return options;
    }
}
