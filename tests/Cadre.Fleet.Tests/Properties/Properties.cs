using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.Properties;

/// <summary>Runs properties over many random inputs, always the same ones: a test that fails must fail again.</summary>
internal static class Properties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20_260_131, 7).WithQuietOnSuccess(true);

    public static void ForAll<T>(Gen<T> inputs, Action<T> property) => Check.One(Settings, Prop.ForAll(inputs.ToArbitrary(), property));

    /// <summary>Runs a property over sequences of proposals.</summary>
    public static void ForAllSequences(Action<IReadOnlyList<(FleetEvent Proposal, DecisionContext Context)>> property) =>
        ForAll(Gen.Choose(1, 60).SelectMany(length => Proposals.Decisions.ListOf(length)), sequence => property([.. sequence]));
}
