using System.CommandLine;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Commands;

/// <summary>A command that shows something of one stored article.</summary>
/// <typeparam name="T">What is shown, as it is or as JSON.</typeparam>
internal abstract class OneArticleCommand<T> : Command
    where T : class
{
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Argument<string> _article = new("ID")
    {
        Description = "The article's id, or the path of its file in the container articles (\"local/story.html\").",
    };

    protected OneArticleCommand(string name, string description, Terminal terminal)
        : base(name, description)
    {
        Terminal = terminal;
        Add(_article);
        Add(_storage);
        SetAction(RunAsync);
    }

    protected Terminal Terminal { get; }

    /// <summary>Null when there is no such article.</summary>
    protected abstract Task<T?> GetAsync(IServiceProvider services, string articleId, CancellationToken cancellationToken);

    protected abstract void Write(T value);

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var article = arguments.GetRequiredValue(_article);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        if (await GetAsync(services, ArticleIds.IsId(article) ? article : ArticleIds.FromPath(article), cancellationToken) is not { } value)
        {
            Terminal.WriteError($"There is no article {article}. See: pipeline list");
            return ExitCode.ArticleNotSuccessful;
        }

        if (arguments.GetValue(SharedOptions.Json))
        {
            Terminal.WriteJson(value);
        }
        else
        {
            Write(value);
        }

        return ExitCode.Success;
    }
}
