using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>The resources that a deployment would ask for. A value that only Azure knows is given as its expression.</summary>
public sealed class Deployment(JsonElement snapshot)
{
    private const string RoleAssignmentType = "Microsoft.Authorization/roleAssignments";

    public string Text { get; } = snapshot.GetRawText();

    public IReadOnlyList<JsonElement> Resources { get; } = [.. snapshot.GetProperty("predictedResources").EnumerateArray()];

    public IEnumerable<JsonElement> OfType(string type) => Resources.Where(resource => resource.Text("type") == type);

    /// <summary>The properties of the only resource of a type.</summary>
    public JsonElement PropertiesOf(string type) => OfType(type).Single().Properties();

    /// <summary>Last part of each name: what a container, queue or table is called within its account.</summary>
    public IEnumerable<string> NamesOf(string type) =>
        OfType(type).Select(resource => resource.Text("name").Split('/')[^1]).Order(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> AppSettings() =>
        PropertiesOf("Microsoft.Web/sites").GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray()
            .ToDictionary(setting => setting.Text("name"), setting => setting.Text("value"), StringComparer.Ordinal);

    public IEnumerable<RoleAssignment> RoleAssignments() =>
        from resource in OfType(RoleAssignmentType)
        let properties = resource.Properties()
        select new RoleAssignment(
            properties.Text("principalId"), properties.Text("roleDefinitionId").Split('/')[^1], ScopeOf(resource.Text("id")));

    private static string ScopeOf(string id) => id.Split($"/providers/{RoleAssignmentType}", 2)[0];
}

/// <summary>Who may do what, and where.</summary>
public sealed record RoleAssignment(string Principal, string Role, string Scope);

internal static class JsonElementExtensions
{
    public static string Text(this JsonElement element, string property) =>
        element.GetProperty(property).GetString() ?? throw new InvalidOperationException($"{property} is null.");

    public static IEnumerable<string> Texts(this JsonElement element, string property) =>
        element.GetProperty(property).EnumerateArray().Select(item => item.GetString()!);

    public static JsonElement Properties(this JsonElement resource) => resource.GetProperty("properties");
}
