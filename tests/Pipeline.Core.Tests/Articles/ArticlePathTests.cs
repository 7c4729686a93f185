using Pipeline.Core.Articles;

namespace Pipeline.Core.Tests.Articles;

public sealed class ArticlePathTests
{
    [Theory]
    [InlineData("daily/2021/story.txt", "daily")]
    [InlineData("story.txt", "unfiled")]
    [InlineData("/story.txt", "unfiled")]
    public void The_first_folder_is_the_source(string path, string source) => Assert.Equal(source, ArticlePath.SourceOf(path));

    [Theory]
    [InlineData("daily/.hidden.txt")]
    [InlineData(".git/config.txt")]
    [InlineData("daily/~$story.docx")]
    [InlineData("daily/story.txt.part")]
    [InlineData("daily/story.TMP")]
    [InlineData("daily/story.crdownload")]
    [InlineData("daily/story.txt~")]
    public void Hidden_and_unfinished_files_are_left_alone(string path) => Assert.True(ArticlePath.IsIgnored(path));

    [Theory]
    [InlineData("daily/story.txt")]
    [InlineData("daily/a+b %20 é/ü.html")]
    [InlineData("daily/the.part.of.it.txt")]
    public void Other_files_are_articles(string path)
    {
        Assert.False(ArticlePath.IsIgnored(path));
        Assert.Null(ArticlePath.Fault(path));
    }

    [Theory]
    [InlineData("daily/a\u0001b.txt")]
    [InlineData("daily/a\nb.txt")]
    [InlineData("daily/a\\b.txt")]
    [InlineData("daily/../b.txt")]
    [InlineData("daily//b.txt")]
    public void Names_that_break_the_rules_are_explained(string path) => Assert.Contains("rename", ArticlePath.Fault(path), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_too_long_is_explained() => Assert.Contains("1024", ArticlePath.Fault("daily/" + new string('a', 1024)), StringComparison.Ordinal);
}
