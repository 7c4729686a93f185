using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline show</c>: one article with its sections, sentences, scores and phrases.</summary>
internal sealed class ShowCommand(Terminal terminal) : OneArticleCommand<ArticleDetail>("show", "Show one article: facts, sections, sentences with their sentiment, key phrases.", terminal)
{
    /// <inheritdoc/>
    protected override Task<ArticleDetail?> GetAsync(IServiceProvider services, string articleId, CancellationToken cancellationToken) =>
        services.GetRequiredService<ArticleQueries>().GetAsync(articleId, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(ArticleDetail value) => new ArticleDetailText(Terminal).Write(value);
}
