using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Cadre.Architecture.Tests.Purity;

/// <summary>What a compiled assembly refers to, read from its metadata without loading it.</summary>
internal sealed record AssemblyReferences(IReadOnlyList<string> Assemblies, IReadOnlyList<string> Types, IReadOnlyList<string> Members)
{
    public static AssemblyReferences Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => FullName(metadata, handle))],
            [.. metadata.MemberReferences.Select(handle => MemberName(metadata, metadata.GetMemberReference(handle))).OfType<string>()]);
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static string? MemberName(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"
            : null;
}
