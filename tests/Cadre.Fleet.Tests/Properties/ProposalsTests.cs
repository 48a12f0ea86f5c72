using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Properties;

public sealed class ProposalsTests
{
    /// <summary>Guards the other properties: what the generator never reaches, they never test.</summary>
    [Fact]
    public void Generator_reaches_every_kind_of_event_and_every_kind_of_decision()
    {
        var accepted = new Dictionary<string, int>();
        var (ignored, refused) = (0, 0);
        Properties.ForAllSequences(sequence =>
        {
            var state = FleetState.Empty;
            foreach (var (proposal, context) in sequence)
            {
                var decision = FleetRules.Decide(state, proposal, context);
                if (decision is Decision.Ignored) ignored++;
                if (decision is Decision.Refused) refused++;
                if (decision is not Decision.Accepted { Events: var events }) continue;
                foreach (var e in events) accepted[e.Type] = accepted.GetValueOrDefault(e.Type) + 1;
                state = events.Aggregate(state, FleetReducer.Apply);
            }
        });

        EventTypes.All.Select(type => (type, count: accepted.GetValueOrDefault(type))).ShouldAllBe(entry => entry.count >= 20);
        ignored.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }
}
