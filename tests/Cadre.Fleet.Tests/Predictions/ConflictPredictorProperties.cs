using Cadre.Fleet.Tests.State;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class ConflictPredictorProperties
{
    /// <summary>The other properties would say nothing of a kind that never comes up.</summary>
    [Fact]
    public void Generated_fleets_have_every_kind_of_conflict()
    {
        var kinds = new HashSet<string>();
        Fleets.All.Holds(state => kinds.UnionWith(Predicted.In(state).Select(prediction => prediction.Kind)), times: 100);

        kinds.ShouldBe(
            [
                PredictionKinds.WaitForCycle, PredictionKinds.BlockedOutput, PredictionKinds.DelayedOutput, PredictionKinds.HighRisk,
                PredictionKinds.StaleAgent, PredictionKinds.OrphanedTask, PredictionKinds.Overload,
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Predictions_are_sorted_by_risk_and_id_and_named_once() => Fleets.All.Holds(state =>
    {
        var predictions = Predicted.In(state);

        predictions.Select(prediction => prediction.Id).Distinct().Count().ShouldBe(predictions.Length);
        predictions.All(prediction => prediction.Risk is >= 0 and <= 1).ShouldBeTrue();
        predictions.Select(prediction => prediction.Id).ShouldBe(
            predictions.OrderByDescending(prediction => prediction.Risk).ThenBy(prediction => prediction.Id, StringComparer.Ordinal).Select(prediction => prediction.Id));
    });

    [Fact]
    public void Predictions_name_what_exists_or_say_that_it_is_unknown() => Fleets.All.Holds(state =>
    {
        foreach (var prediction in Predicted.In(state))
        {
            prediction.Agents.Distinct().Count().ShouldBe(prediction.Agents.Length);
            prediction.Tasks.Distinct().Count().ShouldBe(prediction.Tasks.Length);
            prediction.Tasks.All(state.Tasks.ContainsKey).ShouldBeTrue();
            foreach (var agent in prediction.Agents.Where(agent => !state.Agents.ContainsKey(AgentId.Parse(agent))))
                prediction.Reasons.ShouldContain($"{agent} is unknown to the fleet: it left or never joined");
        }
    });

    [Fact]
    public void Predictions_explain_themselves() => Fleets.All.Holds(state =>
    {
        foreach (var prediction in Predicted.In(state))
        {
            prediction.Summary.ShouldNotBeNullOrWhiteSpace();
            prediction.Reasons.Length.ShouldBeGreaterThan(0);
            prediction.Reasons.Distinct().Count().ShouldBe(prediction.Reasons.Length);
            prediction.RootCauses.Length.ShouldBeGreaterThan(0);
            prediction.SuggestedActions.Length.ShouldBeInRange(1, 4);
        }
    });

    [Fact]
    public void Predictions_are_the_same_whatever_the_order_of_entities() => Fleets.InTwoOrders.Holds(fleets =>
        string.Join('\n', Predicted.In(fleets.One).Select(Text)).ShouldBe(string.Join('\n', Predicted.In(fleets.Other).Select(Text))));

    [Fact]
    public void Suggested_actions_are_requests_that_the_rules_accept_and_that_change_something() => Fleets.All.Holds(state =>
    {
        foreach (var action in Predicted.In(state).SelectMany(prediction => prediction.SuggestedActions))
        {
            var decision = FleetRules.Decide(state, Requests.Read(action), new(Given.Now, FleetLimits.Default));

            decision.ShouldBeOfType<Decision.Accepted>($"{action.Method} {action.Path} {action.Body}");
        }
    });

    [Fact]
    public void Following_the_first_suggestion_each_time_leads_out_of_every_conflict() => Fleets.All.Holds(state =>
    {
        foreach (var id in Predicted.In(state).Select(prediction => prediction.Id))
        {
            var after = state;
            var steps = 0;
            while (Predicted.In(after).FirstOrDefault(prediction => prediction.Id == id) is { } prediction)
            {
                (++steps).ShouldBeLessThan(10, Text(prediction));
                after = Requests.Carry(after, prediction.SuggestedActions[0]);
            }
        }
    });

    private static string Text(Prediction prediction) => Fixture.Text(json => ConflictPredictor.WritePrediction(json, prediction));
}
