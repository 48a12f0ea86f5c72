using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor.Tests.Setup;

public sealed class CadreQueryServicesTests
{
    private static readonly QueryDefinition<string> Text = new(["text"]);

    [Fact]
    public void Each_scope_has_a_client_of_its_own_that_ends_with_it()
    {
        using var services = new ServiceCollection().AddCadreQuery().BuildServiceProvider(validateScopes: true);
        QueryClient first;
        using (var scope = services.CreateScope())
        {
            first = scope.ServiceProvider.GetRequiredService<QueryClient>();
            scope.ServiceProvider.GetRequiredService<QueryClient>().ShouldBeSameAs(first);
            first.SetData(Text, "first");
        }
        using var other = services.CreateScope();

        other.ServiceProvider.GetRequiredService<QueryClient>().TryGetData(Text, out _).ShouldBeFalse();
        first.Queries.Count.ShouldBe(0, "it was disposed");
    }

    [Fact]
    public void Application_may_share_one_client()
    {
        using var services = new ServiceCollection().AddCadreQuery(options => options.Sharing = ClientSharing.PerApplication).BuildServiceProvider();
        using IServiceScope left = services.CreateScope(), right = services.CreateScope();

        left.ServiceProvider.GetRequiredService<QueryClient>().ShouldBeSameAs(right.ServiceProvider.GetRequiredService<QueryClient>());
    }

    [Fact]
    public void Client_that_is_registered_already_stays()
    {
        using var own = new QueryClient();
        using var services = new ServiceCollection().AddSingleton(own).AddCadreQuery().BuildServiceProvider();

        services.GetRequiredService<QueryClient>().ShouldBeSameAs(own);
    }

    [Fact]
    public void Time_comes_from_the_services()
    {
        var time = new FakeTime();
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddCadreQuery().BuildServiceProvider();
        using var scope = services.CreateScope();
        var client = scope.ServiceProvider.GetRequiredService<QueryClient>();

        client.SetData(Text, "now");

        client.GetState(Text)!.DataUpdatedAt.ShouldBe(time.GetUtcNow());
    }

    [Fact]
    public void Options_may_depend_on_the_scope_and_the_client_is_prepared_before_its_first_use()
    {
        using var services = new ServiceCollection()
            .AddScoped<FocusManager>()
            .AddCadreQuery(options =>
            {
                options.Configure = static (scope, client) => client with { Focus = scope.GetRequiredService<FocusManager>(), Queries = new() { StaleTime = StaleTime.Infinite } };
                options.OnCreated = static (_, client) => client.SetQueryDefaults(["text"], new QueryOptions { Meta = new Dictionary<string, object?> { ["by"] = "key" } });
            })
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        var client = scope.ServiceProvider.GetRequiredService<QueryClient>();

        client.DefaultQueryOptions.StaleTime.ShouldBe(StaleTime.Infinite);
        client.GetQueryDefaults(["text", 1]).Meta!["by"].ShouldBe("key");
    }

    [Fact]
    public void Options_that_answer_nothing_are_refused()
    {
        using var services = new ServiceCollection().AddCadreQuery(options => options.Configure = static (_, _) => null!).BuildServiceProvider();
        using var scope = services.CreateScope();

        Should.Throw<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<QueryClient>()).Message.ShouldContain("Configure answered null");
    }

    [Fact]
    public void Every_problem_of_the_options_is_named_at_once()
    {
        var refused = Should.Throw<ArgumentException>(() => new ServiceCollection().AddCadreQuery(static options =>
        {
            options.Sharing = (ClientSharing)7;
            options.Client = new QueryClientOptions
            {
                Queries = new() { GcTime = TimeSpan.FromSeconds(-5) },
                Mutations = new() { GcTime = TimeSpan.FromSeconds(-6) },
                ContinueOnCapturedContext = true,
            };
        }));

        refused.Message.ShouldContain("Sharing is 7");
        refused.Message.ShouldContain("-00:00:05");
        refused.Message.ShouldContain("-00:00:06");
        refused.Message.ShouldContain("ContinueOnCapturedContext");
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddCadreQuery(static options => options.Client = null!)).Message.ShouldContain("Client is null");
        Should.NotThrow(() => new ServiceCollection().AddCadreQuery(static options => options.Client = new() { Queries = new() { GcTime = Timeout.InfiniteTimeSpan } }));
    }

    [Fact]
    public void Exceptions_that_nobody_else_hears_of_go_to_the_log()
    {
        var log = new LogBook();
        using var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).AddCadreQuery().BuildServiceProvider();
        using var scope = services.CreateScope();
        var client = scope.ServiceProvider.GetRequiredService<QueryClient>();
        using var listener = client.Queries.Subscribe(static _ => throw new InvalidTimeZoneException("of the listener"));

        client.SetData(Text, "now");

        log.Errors.ShouldNotBeEmpty();
        log.Errors.ShouldAllBe(error => error is InvalidTimeZoneException);
    }

    private sealed class LogBook : ILoggerProvider, ILogger
    {
        public List<Exception?> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error) Errors.Add(exception);
        }

        public void Dispose()
        {
        }
    }
}
