using Cadre.Dashboard.Actions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cadre.Dashboard.Tests.Actions;

public sealed class NoticeTests
{
    private static readonly string Undo = Guid.NewGuid().ToString("n");

    [Fact]
    public void What_was_done_arrives_with_the_way_to_take_it_back() =>
        Sent(new ActionOutcome(true, "“ada” goes on; a=1&b=2\n100 %.", Undo)).ShouldBe(new ActionOutcome(true, "“ada” goes on; a=1&b=2\n100 %.", Undo));

    [Fact]
    public void Reason_of_a_refusal_arrives() => Sent(ActionOutcome.Refused("It is gone.")).ShouldBe(ActionOutcome.Refused("It is gone."));

    [Fact]
    public void Long_text_is_cut_so_that_browsers_keep_it()
    {
        var (cookie, outcome) = Send(ActionOutcome.Refused(new string('ä', 5_000)));

        cookie.Length.ShouldBeLessThan(4_096);
        outcome!.Message.ShouldEndWith("…");
    }

    [Fact]
    public void What_names_no_action_is_no_way_back() => Sent(new ActionOutcome(true, "Done.", "../elsewhere"))!.Undo.ShouldBeNull();

    [Fact]
    public void Notice_is_read_once()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = Send(new ActionOutcome(true, "Done.")).Cookie;

        Notice.Take(context);

        context.Response.Headers.SetCookie.ToString().ShouldContain("expires=Thu, 01 Jan 1970");
    }

    [Fact]
    public void Without_a_notice_there_is_nothing_to_tell() => Notice.Take(new DefaultHttpContext()).ShouldBeNull();

    private static ActionOutcome? Sent(ActionOutcome outcome) => Send(outcome).Outcome;

    private static (string Cookie, ActionOutcome? Outcome) Send(ActionOutcome outcome)
    {
        var sender = new DefaultHttpContext();
        Notice.Keep(sender, outcome);
        var cookie = SetCookieHeaderValue.Parse(sender.Response.Headers.SetCookie.ToString());
        var reader = new DefaultHttpContext();
        reader.Request.Headers.Cookie = $"{cookie.Name}={cookie.Value}";
        return ($"{cookie.Name}={cookie.Value}", Notice.Take(reader));
    }
}
