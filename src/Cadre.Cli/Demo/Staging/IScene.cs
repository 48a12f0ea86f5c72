namespace Cadre.Cli.Demo.Staging;

/// <summary>One idea of the simulation, told in steps.</summary>
internal interface IScene
{
    /// <summary>Plays it; every element is the pause before its next step.</summary>
    IAsyncEnumerable<TimeSpan> Play(Stage stage);
}
