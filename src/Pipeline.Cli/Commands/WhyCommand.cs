using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline why</c>: the whole story of one article.</summary>
internal sealed class WhyCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Argument<string> _article = new("ID")
    {
        Description = "The article's id, or the path of its file in the container articles (\"local/story.html\").",
    };

    public WhyCommand(Terminal terminal)
        : base("why", "Tell the story of one article: what happened when and why, versions, costs, what was removed, what comes next.")
    {
        _terminal = terminal;
        Add(_article);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var article = arguments.GetRequiredValue(_article);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var id = ArticleIds.IsId(article) ? article : ArticleIds.FromPath(article);
        if (await services.GetRequiredService<StoryQuery>().GetAsync(id, cancellationToken) is not { } story)
        {
            _terminal.WriteError($"There is no article {article}. See: pipeline list");
            return ExitCode.ArticleNotSuccessful;
        }

        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(story);
        }
        else
        {
            new StoryText(_terminal).Write(story);
        }

        return ExitCode.Success;
    }
}
