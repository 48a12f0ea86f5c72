using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cadre.Query;

/// <summary>How data is written as JSON and read again: a name for each type, and what System.Text.Json knows of it.</summary>
/// <remarks>Fill it before use; reading it is then safe from any thread.</remarks>
/// <example><c>new DataTypes().Add("agent", AppJson.Default.Agent)</c></example>
public sealed class DataTypes
{
    private readonly Dictionary<string, DataType> _byName = [];
    private readonly Dictionary<Type, DataType> _byType = [];

    /// <summary>Adds a type.</summary>
    /// <param name="name">What it is called in the JSON. Keep it when the type is renamed.</param>
    /// <param name="type">From a context of the application, so that trimming leaves it alone.</param>
    /// <exception cref="ArgumentException">The name or the type is there already.</exception>
    public DataTypes Add<T>(string name, JsonTypeInfo<T> type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        var added = new DataType<T>(name, type);
        if (_byType.ContainsKey(typeof(T))) throw new ArgumentException($"The type {typeof(T)} is there already, as '{_byType[typeof(T)].Name}'.", nameof(type));
        if (!_byName.TryAdd(name, added)) throw new ArgumentException($"The name '{name}' is there already, for {_byName[name].Type}.", nameof(name));
        _byType.Add(typeof(T), added);
        return this;
    }

    /// <summary>Whether data of this type can be written.</summary>
    public bool Knows(Type type) => _byType.ContainsKey(type);

    internal DataType? Find(string name) => _byName.GetValueOrDefault(name);

    internal DataType? Find(Type type) => _byType.GetValueOrDefault(type);

    /// <summary>The type of a value, or one that it can be written as.</summary>
    internal DataType? For(object value) => Find(value.GetType()) ?? _byType.Values.FirstOrDefault(type => type.Type.IsInstanceOfType(value));
}

internal abstract class DataType(string name)
{
    public string Name => name;

    public abstract Type Type { get; }

    public abstract void Write(Utf8JsonWriter writer, object? value);

    public abstract object? Read(JsonElement json);

    public abstract DehydratedQuery ReadQuery(QueryKey key, long at, IReadOnlyDictionary<string, object?>? meta, JsonElement state);
}

internal sealed class DataType<T>(string name, JsonTypeInfo<T> type) : DataType(name)
{
    public override Type Type => typeof(T);

    public override void Write(Utf8JsonWriter writer, object? value) => JsonSerializer.Serialize(writer, (T)value!, type);

    public override object? Read(JsonElement json) => json.Deserialize(type);

    public override DehydratedQuery ReadQuery(QueryKey key, long at, IReadOnlyDictionary<string, object?>? meta, JsonElement state) =>
        new DehydratedQuery<T>(QueryStateJson.Read(state, type), null) { Key = key, DehydratedAt = at, Meta = meta };
}
