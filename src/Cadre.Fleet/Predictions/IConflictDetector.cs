namespace Cadre.Fleet;

/// <summary>Finds the conflicts of one kind.</summary>
internal interface IConflictDetector
{
    IEnumerable<Prediction> Detect(Situation situation);
}
