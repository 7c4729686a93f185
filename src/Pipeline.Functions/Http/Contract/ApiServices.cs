using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Registers the HTTP API.</summary>
internal static class ApiServices
{
    /// <summary>Adds what calls go through; settings come from <paramref name="configuration"/>.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Api>();
    }
}
