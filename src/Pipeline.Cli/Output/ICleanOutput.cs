using Pipeline.Text;

namespace Pipeline.Cli.Output;

/// <summary>Shows the results of <c>pipeline clean</c>.</summary>
internal interface ICleanOutput
{
    void Article(SourceFile file, CleanArticle article);

    void Rejected(SourceFile file, Rejection rejection);
}
