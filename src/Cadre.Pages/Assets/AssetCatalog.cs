using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Cadre.Pages;

/// <summary>The scripts, styles and pictures of an application: embedded in its assemblies, named by their content, compressed once. Immutable.</summary>
/// <remarks>
/// Resources called <c>scripts/…</c> are one script in the order of their names. Those called <c>styles/…</c> are one style sheet in the order in which
/// <c>styles/app.css</c> imports them. Those called <c>files/NAME</c> are served one by one; <c>url("…/NAME")</c> in a style sheet leads to them.
/// </remarks>
public sealed class AssetCatalog
{
    /// <summary>Below it assets are served.</summary>
    public const string Prefix = "/assets/";

    // A script may end without a semicolon, or in a comment.
    private static readonly byte[] EndOfScript = "\n;\n"u8.ToArray();

    private readonly FrozenDictionary<string, Asset> _assets;
    private readonly FrozenDictionary<string, string> _files;

    internal AssetCatalog(IReadOnlyList<Assembly> assemblies)
    {
        var resources = assemblies.SelectMany(assembly => assembly.GetManifestResourceNames().Select(name => (Name: name, Assembly: assembly)))
            .OrderBy(resource => resource.Name, StringComparer.Ordinal).ToList();
        var scripts = Asset.Of("app.js", [.. resources.Where(resource => resource.Name.StartsWith("scripts/", StringComparison.Ordinal))
            .SelectMany(resource => Read(resource.Assembly, resource.Name).Concat(EndOfScript))]);
        var files = resources.Where(resource => resource.Name.StartsWith("files/", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Name["files/".Length..], resource => Asset.Of(resource.Name["files/".Length..], Read(resource.Assembly, resource.Name)));
        var sheets = resources.Where(resource => resource.Name.StartsWith("styles/", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Name["styles/".Length..], resource => Encoding.UTF8.GetString(Read(resource.Assembly, resource.Name)));
        var styles = StyleSheets.Join(sheets, name => files.TryGetValue(name, out var file) ? Prefix + file.Path : null) is { Length: > 0 } css ? Asset.Of("app.css", Encoding.UTF8.GetBytes(StyleSheets.Shorten(css))) : null;
        _assets = files.Values.Append(scripts).Concat(styles is null ? [] : [styles]).ToFrozenDictionary(asset => asset.Path);
        _files = files.ToFrozenDictionary(file => file.Key, file => Prefix + file.Value.Path);
        ScriptsPath = Prefix + scripts.Path;
        StylesPath = styles is null ? null : Prefix + styles.Path;
        Version = Convert.ToHexStringLower(SHA256.HashData([.. _assets.Keys.Order(StringComparer.Ordinal).SelectMany(Encoding.UTF8.GetBytes)]))[..8];
    }

    /// <summary>The path of the script.</summary>
    public string ScriptsPath { get; }

    /// <summary>The path of the style sheet; null if there is none.</summary>
    public string? StylesPath { get; }

    /// <summary>Names the content of all assets.</summary>
    public string Version { get; }

    /// <summary>The path of a file.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file; the message names those that are there.</exception>
    public string PathOf(string name) => _files.TryGetValue(name, out var path) ? path
        : throw new KeyNotFoundException($"There is no asset '{name}'; there are {string.Join(", ", _files.Keys.Order(StringComparer.Ordinal))}.");

    internal Asset? Find(string path) => _assets.GetValueOrDefault(path);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>One file as it is sent.</summary>
internal sealed class Asset
{
    // As small as can be takes a part of a second: not at the start, but for who asks first.
    private readonly Lazy<byte[]>? _brotli;

    private Asset(string path, string contentType, byte[] plain, bool compresses)
    {
        (Path, ContentType, Plain) = (path, contentType, plain);
        if (compresses) _brotli = new Lazy<byte[]>(() => Compressed(plain));
    }

    public string Path { get; }

    public string ContentType { get; }

    public byte[] Plain { get; }

    /// <summary>Compressed; null for what is compressed already.</summary>
    public byte[]? Brotli => _brotli?.Value;

    public static Asset Of(string name, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var (extension, type) = System.IO.Path.GetExtension(name) switch
        {
            ".js" => (".js", "text/javascript; charset=utf-8"),
            ".css" => (".css", "text/css; charset=utf-8"),
            ".svg" => (".svg", "image/svg+xml"),
            ".woff2" => (".woff2", "font/woff2"),
            ".png" => (".png", "image/png"),
            var other => throw new ArgumentException($"The asset '{name}' has the ending '{other}'; expected .js, .css, .svg, .woff2 or .png."),
        };
        return new Asset($"{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{extension}", type, content, compresses: extension is not (".woff2" or ".png"));
    }

    private static byte[] Compressed(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(content);
        return bytes.ToArray();
    }
}
