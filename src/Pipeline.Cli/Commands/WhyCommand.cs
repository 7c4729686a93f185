using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline why</c>: the whole story of one article.</summary>
internal sealed class WhyCommand(Terminal terminal) : OneArticleCommand<ArticleStory>("why", "Tell the story of one article: what happened when and why, versions, costs, what was removed, what comes next.", terminal)
{
    /// <inheritdoc/>
    protected override Task<ArticleStory?> GetAsync(IServiceProvider services, string articleId, CancellationToken cancellationToken) =>
        services.GetRequiredService<StoryQuery>().GetAsync(articleId, cancellationToken);

    /// <inheritdoc/>
    protected override void Write(ArticleStory value) => new StoryText(Terminal).Write(value);
}
