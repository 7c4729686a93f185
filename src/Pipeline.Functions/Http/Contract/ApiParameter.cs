using System.Text.Json.Nodes;

namespace Pipeline.Functions.Http.Contract;

/// <summary>A parameter of the query string: what it is called, what it may be, and how it is read.</summary>
/// <param name="Name">As in the query string.</param>
/// <param name="Description">For the documentation.</param>
/// <param name="Schema">What it may be, as JSON Schema.</param>
/// <param name="Rule">What it must be, in words that end the sentence "Parameter … is".</param>
/// <param name="Parse">Its value; null when it is none.</param>
public abstract record ApiParameter(string Name, string Description, JsonObject Schema, string Rule, Func<string, object?> Parse)
{
    /// <summary>Whether a request without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiException">It is not what it must be.</exception>
    internal object Read(string text) => text.Length > 0 && !text.Any(char.IsControl) && Parse(text) is { } value
        ? value
        : throw ApiException.BadRequest($"Parameter {Name} is {Rule}.");
}

/// <inheritdoc/>
/// <typeparam name="T">What it is read as.</typeparam>
public sealed record ApiParameter<T>(string Name, string Description, JsonObject Schema, string Rule, Func<string, object?> Parse)
    : ApiParameter(Name, Description, Schema, Rule, Parse);
