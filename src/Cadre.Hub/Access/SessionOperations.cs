using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Access;

/// <summary>What is said about signing in and out.</summary>
internal static class SessionOperations
{
    private const string Tag = "Sessions";

    public static Operation CreateSignIn { get; } = new("createSignIn", "POST", "/api/sign-ins", "Makes a sign-in code")
    {
        Tag = Tag,
        Description = "For the link by which a person's browser signs in: `/sign-in?code=…`. The code works once, for 10 minutes, and not after a restart of the hub. "
            + "An Idempotency-Key is refused, since it would keep the answer.",
        Body = RequestBody.Json(
            Shapes.Object("What the session will allow.",
                ("workspace?", Shapes.Text("The workspace it will be good for, or `*` for all; if absent, what the caller's token is good for.")),
                ("role?", Shapes.Choice("What it will allow; `operator` if absent.", RoleNames.All)),
                ("name?", Shapes.Text("Whose it will be. Appears as the actor of events.", TokenMembers.LongestName))),
            required: false),
        Answers = [Answer.Created("The code.", Shapes.Object("A new code.",
            ("code", Shapes.Text("The code; safe in a URL as it is.", pattern: "^[0-9A-Za-z_-]{43}$")),
            ("workspace", Workspace),
            ("role", Role),
            ("name?", Name),
            ("expiresAt", Shapes.Time("When the code stops working."))))],
        Problems = [ProblemKinds.BadHeader, ProblemKinds.UnknownMember, ProblemKinds.LimitReached],
    };

    public static Operation Create { get; } = new("createSession", "POST", "/api/sessions", "Signs in")
    {
        Tag = Tag,
        Description = "Exchanges a sign-in code for the token of a session. The code is used up by it. "
            + "After 60 failures within a minute none is tried until the minute is over. An Idempotency-Key is refused, since it would keep the answer.",
        Body = RequestBody.Json(Shapes.Object("Which code.", ("code", Shapes.Text("The code of a sign-in link.")))),
        Answers = [Answer.Created("The session.", Shapes.Object("A new session.",
            ("id", Shapes.Text("The public part of its token, by which it is listed and revoked.")),
            ("token", Shapes.Text("Its token, shown this once.", pattern: TokenMembers.TokenPattern)),
            ("workspace", Workspace),
            ("role", Role),
            ("name?", Name),
            ("expiresAt", Shapes.Time("When it ends."))))],
        Problems = [
            ProblemKinds.CodeInvalid, ProblemKinds.RateLimited, ProblemKinds.BadHeader, ProblemKinds.UnknownMember, ProblemKinds.StoreUnavailable,
            ProblemKinds.ShuttingDown],
    };

    public static Operation Get { get; } = new("getSession", "GET", "/api/session", "Says who the caller is")
    {
        Tag = Tag,
        Description = "For any token, and for local callers that are trusted without one.",
        Answers = [Answer.Ok("Who the caller is.", Shapes.Object("What the caller may do.",
            ("workspace", Workspace),
            ("role", Role),
            ("name?", Name),
            ("local", Shapes.Flag("Whether the caller is trusted without a token, because it is local.")),
            ("expiresAt?", Shapes.Time("When the session ends; absent where there is no end."))))],
    };

    public static Operation End { get; } = new("endSession", "DELETE", "/api/session", "Signs out")
    {
        Tag = Tag,
        Description = "Ends the caller's own session: its token stops working at once and its open streams end. "
            + "A token that was not made by signing in is left alone, with `no-session`.",
        Answers = [Answer.Ok("It has ended.", Shapes.Object("Done.", ("ok", Shapes.Flag("Always true."))))],
        Problems = [ProblemKinds.NoSession, ProblemKinds.StoreUnavailable],
    };

    private static OpenApiSchema Workspace => Shapes.Text("The workspace it is good for, or `*` for all.");

    private static OpenApiSchema Role => Shapes.Choice("What it allows.", RoleNames.All);

    private static OpenApiSchema Name => Shapes.Text("Whose it is.");
}
