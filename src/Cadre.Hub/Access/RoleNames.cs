namespace Cadre.Hub.Access;

/// <summary>Roles as they are written in requests, answers and the token file.</summary>
public static class RoleNames
{
    /// <summary>All names, from the weakest role to the strongest.</summary>
    public static IReadOnlyList<string> All { get; } = ["viewer", "agent", "operator", "admin"];

    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => All[(int)role];

    /// <summary>Reads a name; letter case matters.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
            {
                role = (Role)i;
                return true;
            }
        }

        role = default;
        return false;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    internal static Role Parse(string name) =>
        TryParse(name, out var role) ? role : throw new ArgumentException($"'{name}' is not a role.", nameof(name));
}
