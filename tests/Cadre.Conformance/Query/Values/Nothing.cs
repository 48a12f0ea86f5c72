namespace Cadre.Conformance.Query;

/// <summary>What is no value at all (JavaScript's undefined), where the library has room for a value only. Traces leave it out.</summary>
internal sealed class Nothing
{
    private Nothing()
    {
    }

    public static Nothing Value { get; } = new();
}
