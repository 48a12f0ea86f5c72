namespace Cadre.Conformance.Query;

/// <summary>Follows what steps start: each settles under its label.</summary>
internal sealed class Promises(World world)
{
    private readonly SortedSet<string> _pending = new(StringComparer.Ordinal);

    public IReadOnlyList<object?> Pending => [.. _pending];

    /// <returns>A task that ends with it and never fails.</returns>
    public async Task Follow(string label, Task task)
    {
        var error = await Settled(label, task);
        Settle(label, error, []);
    }

    /// <inheritdoc cref="Follow(string, Task)"/>
    public async Task Follow<T>(string label, Task<T> task, Func<T, Dictionary<string, object?>> show)
    {
        var error = await Settled(label, task);
        Settle(label, error, error is null ? show(await task) : []);
    }

    /// <inheritdoc cref="Follow(string, Task)"/>
    public Task FollowValue(string label, Task<object?> task) => Follow(label, task, static value => Shown.Fields(("value", value)));

    private async Task<Exception?> Settled(string label, Task task)
    {
        _pending.Add(label);
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            _pending.Remove(label);
        }
    }

    private void Settle(string label, Exception? error, Dictionary<string, object?> fields)
    {
        if (error is null) world.Emit($"p:{label}", "resolved", fields);
        else world.Emit($"p:{label}", "rejected", ("error", ErrorText.Of(error)));
    }
}
