using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Pipeline.Text.Cleaning;

/// <summary>Finds the credit of a picture at the beginning or the end of a line.</summary>
internal static class PictureCredit
{
    private const int LongestCredit = 90;
    private const int MostCreditWords = 10;

    private static readonly SearchValues<char> Leading = SearchValues.Create("([ |-–—/（");

    /// <summary>Labels before a credit by their first letter, folded, longest first.</summary>
    private static readonly FrozenDictionary<char, string[]> Labels = new[]
        {
            "photo", "photos", "photo by", "photo credit", "photo courtesy", "photograph", "photograph by", "photographer", "photography by", "image", "images", "image credit", "image source", "image courtesy", "picture", "pictures", "pic", "credit", "credits", "credit:", "courtesy", "illustration", "illustration by", "file photo", "representational image", "screenshot", "graphic", "copyright", "getty images", "video by",
            "foto", "fotos", "bild", "bilder", "bildquelle", "bildrechte", "quelle", "aufnahme", "bildnachweis", "quelle bild", "grafik", "symbolbild", "symbolfoto", "archivbild", "archivfoto", "fotograf", "screenshots", "credit photo", "crédit photo", "crédit", "crédits", "photographie", "fotografía", "imagen", "crédito", "imagem", "foto di", "foto de", "foto por", "reprodução", "divulgação", "fotografie", "beeld", "illustratie", "foto's",
            "kuva", "kuvat", "bild:", "fot", "zdjęcie", "isithombe", "umfanekiso", "gambar", "dok", "ilustrasi", "mynd", "nuotr", "vytas", "lähde", "zdroj foto", "zdroj", "foto/", "фото", "фотография", "фото с сайта", "світлина", "fotoğraf", "φωτογραφία", "φωτο", "صورة", "تصوير", "الصورة", "photo:", "写真", "撮影", "图片", "圖片", "圖", "图", "图源", "사진", "[사진", "사진=", "사진 제공", "ảnh", "©", "(c)", "ⓒ",
        }
        .Select(label => Folding.Fold(label.TrimEnd(':'))).Distinct(StringComparer.Ordinal).GroupBy(label => label[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(label => label.Length).ToArray());

    /// <summary>"Provided by" and "photographed by" stand behind the name.</summary>
    private static readonly string[] EastAsianEndings = ["提供", "撮影", "供图", "供圖", "摄", "攝", "제공", "촬영"];

    /// <summary>Agencies and libraries, folded.</summary>
    private static readonly FrozenSet<string> Agencies = new[]
    {
        "afp", "ap", "ap photo", "the ap", "associated press", "the associated press", "reuters", "getty", "getty images", "gettyimages", "epa", "epa-efe", "efe", "dpa", "apa", "ansa", "lusa", "belga", "anp", "ntb", "ritzau", "scanpix", "tt", "pap", "ctk", "čtk", "tass", "тасс", "рия новости", "ria novosti", "xinhua", "kyodo", "yonhap", "연합뉴스", "pti", "ani",
        "imago", "imago images", "alamy", "shutterstock", "picture alliance", "picture-alliance", "keystone", "bloomberg", "nurphoto", "anadolu", "anadolu agency", "upi", "unsplash", "pexels", "pixabay", "istock", "istockphoto", "zuma", "zuma press", "rex", "pa", "pa wire", "pa images", "pa media", "cp", "the canadian press", "aap", "sipa", "sipa usa", "abaca", "hollandse hoogte",
        "handout", "courtesy", "archivbild", "archiv", "archivo", "file", "file photo", "usa today sports", "wikimedia commons", "wikimedia", "dreamstime", "adobe stock", "depositphotos", "ullstein bild", "akg-images", "laif", "action press", "action images", "eyevine", "contour", "demotix", "redux", "magnum photos", "vg bild-kunst", "коммерсантъ", "نوفوستي", "رويترز", "أ ف ب", "فرانس برس", "الأناضول", "時事通信", "共同通信", "共同", "ロイター", "新华社", "中新社", "뉴시스", "뉴스1",
    }.Select(agency => Folding.Fold(agency)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Where the credit begins in the line, and the credit; null when the line carries none.</summary>
    public static (int Start, string Credit)? Find(string line)
    {
        if (AtStart(line) is { } whole)
        {
            return (0, whole);
        }

        return InBrackets(line) ?? BehindLabel(line) ?? BehindAgency(line) ?? BehindEquals(line) ?? BehindStroke(line);
    }

    /// <summary>Whether the text is an agency or library, or a list of names with one ("Jane Doe/AFP").</summary>
    public static bool IsAgency(string text)
    {
        var folded = Folding.Fold(text.AsSpan().Trim(" .()[]"));
        return Agencies.Contains(folded) || folded.Split(['/', ',', '|', '-'], StringSplitOptions.TrimEntries).Any(Agencies.Contains)
            || folded.EndsWith(" via getty images", StringComparison.Ordinal) || folded.EndsWith(" via ap", StringComparison.Ordinal) || folded.EndsWith(" via reuters", StringComparison.Ordinal);
    }

    // "Foto: Jane Doe", "(Image: Getty)", "© Malte Krudewig".
    private static string? AtStart(string line)
    {
        if (line.Length > LongestCredit + 20)
        {
            return null;
        }

        var offset = line.AsSpan().IndexOfAnyExcept(Leading);
        if (offset < 0 || LabelAt(line, offset) is not (> 0 and var end))
        {
            var whole = line.AsSpan().Trim("()[] （）").ToString();
            return Agencies.Contains(Folding.Fold(whole)) || (whole.Contains('/', StringComparison.Ordinal) && whole.Length <= LongestCredit && IsAgency(whole) && IsCreditLike(whole)) ? whole : null;
        }

        return Credit(line[end..]);
    }

    // "… in Kabul (Photo: AFP)", "… (AP Photo/Jane Doe)", "… [Jane Doe/Reuters]".
    private static (int Start, string Credit)? InBrackets(string line)
    {
        var text = line.AsSpan().TrimEnd(" .");
        if (text.IsEmpty || text[^1] is not (')' or ']' or '）' or '］'))
        {
            return null;
        }

        var open = text.LastIndexOfAny("([（［");
        if (open <= 0 || text.Length - open > LongestCredit)
        {
            return null;
        }

        var inside = text[(open + 1)..^1].ToString();
        if (inside.Length > 0 && LabelAt(inside, 0) is > 0 and var end && Credit(inside[end..]) is { } labelled)
        {
            return (open, labelled);
        }

        var folded = Folding.Fold(inside);
        return IsAgency(inside) || IsNameAndSource(inside) || folded.StartsWith("ap photo", StringComparison.Ordinal) || Array.Exists(EastAsianEndings, ending => inside.EndsWith(ending, StringComparison.Ordinal)) ? (open, inside.Trim()) : null;
    }

    // Japanese papers set the agency behind an equals sign, often in wide letters: "…、３日）＝ＡＰ".
    private static (int Start, string Credit)? BehindEquals(string line)
    {
        var sign = line.LastIndexOf('\uFF1D');
        return sign > 0 && line.Length - sign <= LongestCredit && line[(sign + 1)..].Normalize(NormalizationForm.FormKC).Trim() is var agency && IsAgency(agency) ? (sign, agency) : null;
    }

    // "The goat on the square last Sunday. / J. Doe"
    private static (int Start, string Credit)? BehindStroke(string line)
    {
        var stroke = line.LastIndexOf(" / ", StringComparison.Ordinal);
        return stroke > 0 && LineShape.EndsSentence(line.AsSpan(0, stroke)) && line[(stroke + 3)..].Trim() is var name && PersonNames.IsName(name) ? (stroke, name) : null;
    }

    // "… on Thursday. Credit: Jane Doe", "… | Foto: dpa", "… Bild © Jane Doe".
    private static (int Start, string Credit)? BehindLabel(string line)
    {
        var from = Math.Max(1, line.Length - LongestCredit);
        for (var i = from; i < line.Length - 2; i++)
        {
            var boundary = char.IsWhiteSpace(line[i - 1]) || line[i - 1] is '.' or '|' or '/' or ')' or '(' or '"' or '”' || (char.IsLower(line[i - 1]) && char.IsUpper(line[i])) || line[i] is '©' or 'ⓒ';
            if (!boundary || LabelAt(line, i) is not (> 0 and var end))
            {
                continue;
            }

            var opensSentence = i >= 2 && char.IsWhiteSpace(line[i - 1]) && line[i - 2] is '.' or '!' or '?' or '"' or '”' or ')' && line.AsSpan(i, end - i).TrimEnd().EndsWith(" by", StringComparison.OrdinalIgnoreCase);

            var opensClause = line[i] is '©' or 'ⓒ' || (line.AsSpan(0, i).TrimEnd() is { IsEmpty: false } before && before[^1] is '.' or '!' or '?' or '"' or '”' or '»' or '“' or ')' or '(' or '|' or '/' or '–' or '—' or '-' or '。');

            // Inside a sentence "image" and "photo" are words: a label has its colon, or is a sign.
            var marked = opensSentence || line[i] is '©' or 'ⓒ' or '写' or '사' || line.AsSpan(i, end - i).IndexOfAny(':', '©', '\uFF1A') >= 0 || line[end - 1] == '.' || line[(end - 1)..].StartsWith('=');
            if (marked && Credit(line[end..]) is { } credit && ((opensClause && IsNameLike(credit)) || IsNamed(credit)))
            {
                return (i, credit);
            }
        }

        return null;
    }

    // "… in Kabul on August 17, 2021 AFP", "… Getty Images/Jane Doe", "… Jane Doe/AFP".
    private static (int Start, string Credit)? BehindAgency(string line)
    {
        var text = line.AsSpan().TrimEnd();
        if (text.IsEmpty || text[^1] is '.' or '!' or '?' or '”' or '"')
        {
            return null;
        }

        (int Start, string Credit)? best = null;
        var from = Math.Max(1, text.Length - LongestCredit);
        for (var i = text.Length - 1; i >= from; i--)
        {
            if (char.IsWhiteSpace(text[i]) || !(char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '.' or '|' or '/' or '(' || (char.IsLower(text[i - 1]) && char.IsUpper(text[i]))))
            {
                continue;
            }

            var tail = text[i..].ToString();
            if (Agencies.Contains(Folding.Fold(tail)) || (tail.Contains('/', StringComparison.Ordinal) && IsAgency(tail) && tail.Split(' ').Length <= 6 && IsCreditLike(tail)))
            {
                best = (i, tail);
            }
        }

        // "said a spokesman for AFP" without a full stop is a sentence cut short, not a caption: an agency after a small word is no credit.
        return best is var (start, _) && !EndsInSmallWord(text[..start]) ? best : null;
    }

    // "Jane Doe/Courier": a name, a stroke, and a source in capitals or capitalised.
    private static bool IsNameAndSource(string text)
    {
        var stroke = text.LastIndexOf('/');
        return stroke > 0 && PersonNames.IsName(text[..stroke].Trim()) && stroke + 1 < text.Length && IsCreditLike(text);
    }

    private static bool IsCreditLike(string tail) => tail.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries).All(word => !char.IsLower(word[0]) || PersonNames.IsName("A " + word));

    // Names and sources are a few words, the first with a capital where the script has capitals.
    private static bool IsNameLike(string credit) => !char.IsLower(credit[0]) && LineShape.WordCount(credit) <= MostCreditWords;

    private static bool IsNamed(string credit) => IsAgency(credit) || credit.Split('/', ',', '|', '(').Any(part => PersonNames.IsName(part.Trim()));

    private static bool EndsInSmallWord(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimEnd();
        var word = trimmed[(trimmed.LastIndexOf(' ') + 1)..];
        return word.Length is >= 2 and <= 5 && char.IsLower(word[0]) && !trimmed.EndsWith(".");
    }

    private static string? Credit(string text)
    {
        var credit = text.AsSpan().Trim(" :=/|-–—()[].,\uFF1A（）").ToString();
        return credit.Length is >= 2 and <= LongestCredit && !LineShape.IsProse(credit) ? credit : null;
    }

    // Index behind the label and its colon that begin at the index; 0 when there is none.
    private static int LabelAt(string line, int index)
    {
        if (!Labels.TryGetValue(Folding.Fold(line[index]), out var labels))
        {
            return 0;
        }

        foreach (var label in labels)
        {
            if (!Starts(line, index, label, out var end))
            {
                continue;
            }

            var after = end < line.Length ? line[end] : '\0';
            if (!char.IsLetterOrDigit(label[^1]) || after is ':' or '\uFF1A' or '=' or '©' or '/' || (after == '.' && label is "fot" or "foto" or "pic"))
            {
                return Math.Min(line.Length, end + (after is ':' or '\uFF1A' or '=' or '/' or '.' ? 1 : 0));
            }

            if (after == ' ' && end + 1 < line.Length && (line[end + 1] is ':' or '©' or '|' || label.EndsWith(" by", StringComparison.Ordinal) || (index == 0 && line[end + 1] is not ' ' && char.IsUpper(line[end + 1]) && (PersonNames.IsName(line[(end + 1)..]) || IsAgency(line[(end + 1)..])))))
            {
                return end + (line[end + 1] is ':' or '|' or '©' ? 2 : 1);
            }
        }

        return 0;
    }

    private static bool Starts(string line, int index, string label, out int end)
    {
        end = index;
        foreach (var expected in label)
        {
            while (end < line.Length && Folding.Fold(line[end]) == '\0')
            {
                end++;
            }

            if (end >= line.Length || Folding.Fold(line[end]) != expected)
            {
                return false;
            }

            end++;
        }

        return true;
    }
}
