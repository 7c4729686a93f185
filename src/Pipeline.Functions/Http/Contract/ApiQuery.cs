using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Http.Contract;

/// <summary>The query string of a call, read as its operation says.</summary>
public sealed class ApiQuery
{
    /// <summary>Where Azure Functions takes a key from, beside the header x-functions-key.</summary>
    private const string Key = "code";

    private readonly Dictionary<ApiParameter, object> _values = [];

    private ApiQuery()
    {
    }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="ApiException">It is not as the operation says.</exception>
    public static ApiQuery Read(IQueryCollection given, ApiOperation operation)
    {
        var query = new ApiQuery();
        var known = operation.Parameters;
        if (given.Keys.Any(name => name != Key && known.All(parameter => parameter.Name != name)))
        {
            var names = string.Join(", ", known.Select(parameter => parameter.Name));
            throw ApiException.BadRequest(known.Count == 0 ? "This takes no parameters." : $"A parameter is unknown. Known are {names}.");
        }

        foreach (var parameter in known)
        {
            var values = given[parameter.Name];
            if (values.Count > 1)
            {
                throw ApiException.BadRequest($"Parameter {parameter.Name} is {parameter.Rule}, and given once.");
            }

            if (values.Count == 1)
            {
                query._values[parameter] = parameter.Read(values[0] ?? "");
            }
            else if (parameter.IsRequired)
            {
                throw ApiException.BadRequest($"Parameter {parameter.Name} is missing: {parameter.Rule}.");
            }
        }

        return query;
    }

    /// <summary>A parameter's value; null when it was not given.</summary>
    public T? Get<T>(ApiParameter<T> parameter)
        where T : class => (T?)_values.GetValueOrDefault(parameter);

    /// <summary>A parameter's value; null when it was not given.</summary>
    public T? GetValue<T>(ApiParameter<T> parameter)
        where T : struct => (T?)_values.GetValueOrDefault(parameter);
}
