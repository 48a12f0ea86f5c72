using Cadre.Pages.Tests.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Pages.Tests.Setup;

public sealed class PagesOptionsTests
{
    [Fact]
    public void Options_that_cannot_work_are_refused_at_once_all_of_them()
    {
        var error = Should.Throw<ArgumentException>(() => new ServiceCollection().AddCadrePages(typeof(TestDocument), [], static options =>
        {
            options.Version = "1.2";
            options.PushInterval = TimeSpan.FromSeconds(-1);
            options.Heartbeat = TimeSpan.Zero;
            options.MaxViews = 0;
        }));

        error.Message.ShouldContain("Version is '1.2'");
        error.Message.ShouldContain("PushInterval is -00:00:01");
        error.Message.ShouldContain("Heartbeat is 00:00:00");
        error.Message.ShouldContain("MaxViews is 0");
        error.Message.ShouldNotContain("Linger");
    }

    [Fact]
    public void Component_that_is_no_document_is_refused() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddCadrePages(typeof(NotePage), [])).Message.ShouldContain("NotePage is not a PageDocument");
}
