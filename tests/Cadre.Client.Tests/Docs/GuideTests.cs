using Cadre.TestKit;

namespace Cadre.Client.Tests.Docs;

public sealed class GuideTests
{
    [Fact]
    public void Guide_shows_the_code_that_is_run() => CompiledDocument.Hold("docs/client.md");
}
