using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.KeyPhrases;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Analysis;

public sealed class UnspacedWordsTests
{
    private const string Japanese = "白波島の灯台が三月末で消灯されることになった。灯台保存会は署名を集めている。漁協の組合長は、灯台とヨット港を守りたいと話した。";

    private const string Chinese = "青湖市政府宣布关闭旧渡轮码头。渡轮码头已有百年历史,居民反对关闭。青湖市的居民说,没有渡轮就没有生活。市长说渡轮太贵。";

    [Fact]
    public void Japanese_nouns_end_where_the_script_changes()
    {
        var phrases = Extract(Japanese, "ja").Select(k => k.Text).ToList();

        Assert.Equal("灯台", phrases[0]);
        Assert.Contains("白波島", phrases);
        Assert.Contains("灯台保存会", phrases);
        Assert.Contains("ヨット港", phrases);
        Assert.All(phrases, p => Assert.DoesNotContain(p, c => c is >= '\u3041' and <= '\u309f'));
    }

    [Fact]
    public void Numbers_and_counters_are_no_phrases() => Assert.DoesNotContain(Extract(Japanese, "ja"), k => k.Text is "三月末" or "三月");

    [Fact]
    public void What_recurs_among_different_neighbours_is_a_Chinese_word()
    {
        var phrases = Extract(Chinese, "zh").Select(k => k.Text).ToList();

        Assert.Contains("渡轮", phrases);
        Assert.Contains("青湖市", phrases);
        Assert.Contains("居民", phrases);
        Assert.DoesNotContain("轮码", phrases);
        Assert.All(phrases, p => Assert.InRange(p.Length, 2, 12));
    }

    [Theory]
    [InlineData(Japanese, "ja", "灯台", 3)]
    [InlineData(Chinese, "zh", "渡轮", 4)]
    public void Every_mention_is_found_within_compounds_too(string text, string language, string phrase, int mentions)
    {
        var found = Assert.Single(Extract(text, language), k => k.Text == phrase).Mentions;

        Assert.Equal(mentions, found.Count);
        Assert.All(found, m => Assert.Equal(phrase, m.Of(text).ToString()));
    }

    [Fact]
    public void Korean_particles_are_no_part_of_a_word()
    {
        var phrases = Extract("등대는 섬의 자랑이다. 어민들은 등대를 지키고 싶어 한다. 등대가 꺼지면 밤이 어둡다.", "ko").ToList();

        Assert.Equal(3, Assert.Single(phrases, k => k.Text == "등대").Mentions.Count);
    }

    private static IReadOnlyList<KeyPhrase> Extract(string text, string language) => KeyPhraseExtractor.Extract(text, null, language, SentenceSegmenter.Split(text, language));
}
