using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace Pipeline.Core.Language;

/// <summary>
/// Azure AI Language over REST (https://learn.microsoft.com/rest/api/language/text-analysis-runtime/analyze-text) on Azure.Core's pipeline: a key or an identity, the SDK's
/// logging and tracing, no retries.
/// </summary>
public sealed class RestLanguageClient : ILanguageClient
{
    /// <summary>An answer to ten documents of 5,120 characters has some 100 KB; what is far larger is none.</summary>
    private const int LargestAnswer = 16 * 1024 * 1024;

    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;
    private readonly LanguageOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Speaks to <see cref="LanguageOptions.Endpoint"/>.</summary>
    public RestLanguageClient(IOptions<LanguageOptions> options, TimeProvider time)
        : this(options, time, null, null)
    {
    }

    /// <summary>With an identity and a transport of the caller's; null: those of the settings.</summary>
    internal RestLanguageClient(IOptions<LanguageOptions> options, TimeProvider time, TokenCredential? credential, HttpPipelineTransport? transport)
    {
        (_options, _time) = (options.Value, time);
        _address = new Uri(new Uri(_options.Endpoint!), $"/language/:analyze-text?api-version={Uri.EscapeDataString(_options.ApiVersion)}");
        HttpPipelinePolicy authentication = string.IsNullOrEmpty(_options.Key)
            ? new BearerTokenAuthenticationPolicy(credential ?? _options.CreateCredential(), Scope)
            : new KeyPolicy(_options.Key);
        var pipelineOptions = new PipelineClientOptions();
        pipelineOptions.Retry.MaxRetries = 0;
        pipelineOptions.Transport = transport ?? pipelineOptions.Transport;
        _pipeline = HttpPipelineBuilder.Build(pipelineOptions, authentication);
    }

    /// <inheritdoc/>
    public async Task<LanguageReply> SendAsync(LanguageFeature feature, IReadOnlyList<LanguageDocument> documents, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_address);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Accept", "application/json");
        message.Request.Content = RequestContent.Create(LanguageWire.Write(feature, documents, _options));
        message.BufferResponse = false;
        try
        {
            await _pipeline.SendAsync(message, either.Token);
            message.Response.ContentStream = await ReadAsync(message.Response.ContentStream, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestFailedException($"The service did not answer within {_options.RequestTimeout} (setting Language:RequestTimeout).", e);
        }
        catch (IOException e)
        {
            throw new RequestFailedException("The connection was cut while the service answered.", e);
        }

        return message.Response.IsError ? throw new RequestFailedException(message.Response) : Parse(message.Response, feature);
    }

    private static LanguageReply Parse(Response response, LanguageFeature feature)
    {
        try
        {
            return LanguageWire.Read(feature, response.Content.ToMemory());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new RequestFailedException(response.Status, "The service's answer is not what its documentation says.", "MalformedAnswer", e);
        }
    }

    private static async Task<MemoryStream> ReadAsync(Stream? content, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        if (content is not null)
        {
            await using (content)
            {
                var chunk = new byte[16 * 1024];
                int read;
                while ((read = await content.ReadAsync(chunk, cancellationToken)) > 0)
                {
                    if (buffer.Length + read > LargestAnswer)
                    {
                        throw new RequestFailedException(0, "The service's answer is too large.", "MalformedAnswer", null);
                    }

                    buffer.Write(chunk, 0, read);
                }
            }
        }

        buffer.Position = 0;
        return buffer;
    }

    private sealed class PipelineClientOptions : ClientOptions;

    private sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("Ocp-Apim-Subscription-Key", key);
    }
}
