using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Language;

/// <summary>An identity instead of a key, over HTTPS: the stand-in gives the tokens and checks token, scope and expiry.</summary>
public sealed class LanguageIdentityTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly List<IDisposable> _transports = [];
    private LanguageService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await LanguageService.StartAsync(new StandInOptions { Certificate = _certificate }, cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        _transports.ForEach(transport => transport.Dispose());
        await _service.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task One_token_for_the_scope_of_the_service_serves_many_requests()
    {
        var client = CreateClient(new Identity(_service.Tokens));

        await AskAsync(client);
        await AskAsync(client);

        Assert.Equal([new KeyValuePair<int, int>(200, 2)], _service.Ledger.ByStatus);
        Assert.Equal(1, _service.Tokens.Issued);
    }

    [Fact]
    public async Task An_expired_token_is_replaced_before_the_next_request()
    {
        var client = CreateClient(new Identity(_service.Tokens) { SaidLifetime = TimeSpan.Zero });

        await AskAsync(client);
        _service.Tokens.ExpireAll();
        await AskAsync(client);

        Assert.Equal([new KeyValuePair<int, int>(200, 2)], _service.Ledger.ByStatus);
        Assert.Equal(2, _service.Tokens.Issued);
    }

    [Fact]
    public async Task A_token_for_another_scope_is_refused()
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => AskAsync(CreateClient(new Identity(_service.Tokens) { Scope = "https://management.azure.com/.default" })));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task An_article_whose_token_is_refused_waits_for_the_settings_and_goes_on_when_they_are_mended()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, _service, new() { ["Language:LongestPause"] = "00:00:21" }, CreateClient(new Identity(_service.Tokens) { Scope = "https://management.azure.com/.default" }));
        await using var mended = await PipelineHarness.OnAsync(pipeline.ConnectionString, _service, client: CreateClient(new Identity(_service.Tokens)));

        var waiting = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        var enriched = await mended.ResumedAsync(waiting.ArticleId);

        Assert.Equal((ArticleState.Cleaned, ReasonCodes.LanguageSettings, 0), (waiting.State, waiting.Reason, waiting.Attempts));
        Assert.Equal(ArticleState.Enriched, enriched.State);
    }

    [Fact]
    public async Task An_identity_that_gets_no_token_is_a_matter_of_the_settings()
    {
        var error = await Assert.ThrowsAsync<CredentialUnavailableException>(() => AskAsync(CreateClient(new NoIdentity())));

        var failure = LanguageFailure.Of(error, DateTimeOffset.UnixEpoch);

        Assert.Equal((ReasonCodes.LanguageSettings, true), (failure.Reason, failure.IsSettled));
        Assert.Equal(0, _service.Ledger.Requests);
    }

    [Fact]
    public async Task A_token_never_leaves_in_the_clear()
    {
        await using var plain = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(CreateClient(new Identity(plain.Tokens), plain.Address)));

        Assert.Equal((0, 0), (plain.Ledger.Requests, plain.Tokens.Issued));
    }

    private static Task<LanguageReply> AskAsync(RestLanguageClient client) => client.SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", "A splendid day.", "en")], Cancel);

    private RestLanguageClient CreateClient(TokenCredential credential, Uri? address = null)
    {
        var options = new LanguageOptions { Endpoint = (address ?? _service.Address).ToString() };
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate }, RevocationMode = X509RevocationMode.NoCheck };
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        var transport = new HttpClientTransport(handler);
        _transports.AddRange([transport, handler]);
        return new RestLanguageClient(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System, credential, transport);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=language stand-in", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Gets its tokens of the stand-in, for the scope that it is asked for.</summary>
    private sealed class Identity(TokenIssuer issuer) : TokenCredential
    {
        private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

        /// <summary>Asks for this scope instead.</summary>
        public string? Scope { get; init; }

        /// <summary>How long the token is good for, as the identity tells the client.</summary>
        public TimeSpan SaidLifetime { get; init; } = Lifetime;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            return new AccessToken(issuer.Issue(Scope ?? Assert.Single(requestContext.Scopes), now + Lifetime), now + SaidLifetime);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("No identity here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("No identity here.");
    }
}
