using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Properties;

public sealed class ReducerPropertyTests
{
    /// <summary>Events as nobody checked them: the reducer takes what a log or a hostile hub sends.</summary>
    [Fact]
    public void Any_sequence_of_events_is_applied_without_error_and_an_equal_state_is_the_same_object() =>
        Properties.ForAll(Proposals.Events.ListOf(), events =>
        {
            var state = FleetState.Empty;
            foreach (var e in events)
            {
                var after = FleetReducer.Apply(state, e);
                if (Fixture.NativeState(after) == Fixture.NativeState(state)) after.ShouldBeSameAs(state, e.Type);
                after.Activity.Length.ShouldBeLessThanOrEqualTo(FleetState.MaxActivity);
                state = after;
            }
        });
}
