using System.Collections.Frozen;

namespace Pipeline.Text.Dates;

/// <summary>The words of dates in many languages, folded by <see cref="Folding"/>.</summary>
internal static class DateWords
{
    /// <summary>January to December in English, German, the Romance, Nordic, Baltic and Slavic languages, Finnish, Hungarian, Greek, Turkish, Indonesian, Arabic (Egypt, Levant, Maghreb), Hebrew, Persian, Hindi, Bengali and Swahili.</summary>
    private static readonly string[] MonthNames =
    [
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari januarie tammikuu tammikuuta tammi január styczeń stycznia sty stycz январь января янв січень січня січ ocak oca leden ledna januára siječanj siječnja sij януари ianuarie ian ιανουαρίου ιανουάριος ιαν januára janúar sausio sausis jaanuar janvāris gener يناير جانفي ינואר בינואר ژانویه जनवरी জানুয়ারি januaris",
        "february feb februar feber février fevr févr febrero febbraio febb fevereiro fev februari februarie helmikuu helmikuuta helmi február luty lutego lut февраль февраля фев февр лютий лютого лют şubat şub únor února veljača veljače velj февруари φεβρουαρίου φεβρουάριος φεβ febrúar vasario vasaris veebruar februāris febrer فبراير فيفري شباط פברואר בפברואר فوریه फरवरी फ़रवरी ফেব্রুয়ারি febr",
        "march mar märz mrz mars marzo março marco maart maaliskuu maaliskuuta maalis március márc marca marzec marz mrt март марта мар березень березня бер mart březen března ožujak ožujka ožu marec martie μαρτίου μάρτιος μαρ kovo kovas märts marts març مارس آذار מרץ במרץ मार्च মার্চ machi maret mac",
        "april apr avril avr abril abr aprile huhtikuu huhtikuuta huhti április ápr kwiecień kwietnia kwi апрель апреля апр квітень квітня квіт кві nisan nis duben dubna travanj travnja tra април aprilie απριλίου απρίλιος απρ apríl apríla balandžio balandis aprill aprīlis أبريل ابريل إبريل أفريل نيسان אפריל באפריל آوریل अप्रैल এপ্রিল aprili",
        "may mai mayo maggio mag maio maj mei toukokuu toukokuuta touko május máj mája мая май травень травня трав тра mayıs květen května svibanj svibnja svi μαΐου μάιος μαι maí gegužės gegužė maijs maig مايو ماي أيار מאי במאי مه मई মে meia",
        "june jun juni juin junio giugno giu junho kesäkuu kesäkuuta kesä június jún júna czerwiec czerwca cze июнь июня июн червень червня черв чер haziran haz červen června lipanj lipnja lip юни iunie iun ιουνίου ιούνιος ιουν júní birželio birželis juuni jūnijs juny يونيو يونيه جوان حزيران יוני ביוני ژوئن जून জুন junie",
        "july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta heinä július júl júla lipiec lipca июль июля июл липень липня лип temmuz tem červenec července srpanj srpnja srp юли iulie iul ιουλίου ιούλιος ιουλ júlí liepos liepa juuli jūlijs juliol يوليو يوليه جويلية تموز יולי ביולי ژوئیه जुलाई জুলাই julai julie",
        "august aug août aout agosto ago augustus augusti elokuu elokuuta elo augusztus sierpień sierpnia sie sierp август августа авг серпень серпня серп сер ağustos ağu srpen srpna kolovoz kolovoza kol αυγούστου αύγουστος αυγ ágúst rugpjūčio rugpjūtis augusts agost أغسطس اغسطس أوت آب אוגוסט באוגוסט اوت अगस्त আগস্ট agosti agustus agu ogos",
        "september sept sep septembre septiembre settembre set setembro syyskuu syyskuuta syys szeptember szept wrzesień września wrz сентябрь сентября сен сент вересень вересня вер eylül eyl září rujan rujna ruj септември septembrie σεπτεμβρίου σεπτέμβριος σεπ septembra rugsėjo rugsėjis septembris setembre سبتمبر أيلول ספטמבר בספטמבר سپتامبر सितंबर सितम्बर সেপ্টেম্বর septemba",
        "october oct oktober okt october octobre octubre ottobre ott outubro out lokakuu lokakuuta loka október październik października paź октябрь октября окт жовтень жовтня жов жовт ekim eki říjen října octombrie οκτωβρίου οκτώβριος οκτ októbra spalio spalis oktoober oktobris октомври أكتوبر اكتوبر אוקטובר באוקטובר اکتبر अक्टूबर अक्तूबर অক্টোবর oktoba oktobar",
        "november nov listopadu novembre noviembre novembro marraskuu marraskuuta marras november listopad listopada lis ноябрь ноября ноя нояб листопад листопада лист kasım kas noiembrie noi νοεμβρίου νοέμβριος νοε nóvember novembra lapkričio lapkritis novembris ноември نوفمبر נובמבר בנובמבר نوامبر नवंबर नवम्बर নভেম্বর novemba studeni studenoga studenog stu nopember",
        "december dec dezember dez décembre déc diciembre dic dicembre dezembro joulukuu joulukuuta joulu grudzień grudnia gru декабрь декабря дек грудень грудня груд гру aralık ara prosinec prosince prosinac prosinca pro decembrie δεκεμβρίου δεκέμβριος δεκ desember des decembra gruodžio gruodis detsember decembris desembre декември ديسمبر דצמבר בדצמבר دسامبر दिसंबर दिसम्बर ডিসেম্বর desemba",
    ];

    /// <summary>Croatian shares two month names with its neighbours but means the month before.</summary>
    private static readonly FrozenDictionary<string, int> CroatianMonths =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["listopad"] = 10, ["listopada"] = 10, ["lis"] = 10 }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Months = BuildMonths();

    private static readonly FrozenSet<string> Weekdays = Set(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so " +
        "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim " +
        "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom " +
        "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab " +
        "segunda terça quarta quinta sexta feira seg ter qua qui sex " +
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo " +
        "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag " +
        "poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz " +
        "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс нд " +
        "понеділок вівторок середа четвер п'ятниця субота неділя " +
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar " +
        "pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa " +
        "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina " +
        "senin selasa rabu kamis jumat jum'at sabtu minggu isnin khamis jumaat ahad " +
        "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد " +
        "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार " +
        "월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일 " +
        "月 火 水 木 金 土 日 星 期 週 周 一 二 三 四 五 六 曜 " +
        "hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică " +
        "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή " +
        "thứ hai ba tư năm sáu bảy chủ nhật cn");

    /// <summary>Words that may stand between a date and its time.</summary>
    private static readonly FrozenSet<string> Connectors = Set(
        "at on um ab à a le las la alle ore ora kl klo klokken o om v в о об у w godz godzina saat às as pukul jam lúc vào hours heures время à. " +
        "בשעה الساعة ساعة على बजे को the den der am las los de del di ist et und and och og i klockan h ώρα στις tid " +
        "часа часов г р року года год d");

    /// <summary>Words and abbreviations that may stand between day, month and year.</summary>
    private static readonly FrozenSet<string> Joiners = Set("of de del d di da do den der the dne dia nam năm ng");

    private static readonly FrozenSet<string> Ordinals = Set("st nd rd th er re ro º ª e eme ème dh го е");

    /// <summary>Words that announce a time, after which "21.40" is a time.</summary>
    private static readonly FrozenSet<string> TimeAnnouncers = Set("at um kl klo klokken klockan ore alle godz saat pukul jam om às ώρα på");

    /// <summary>Folded words, as a set.</summary>
    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsWeekday(string word) => Weekdays.Contains(word);

    public static bool IsConnector(string word) => Connectors.Contains(word);

    public static bool IsJoiner(string word) => Joiners.Contains(word);

    public static bool IsOrdinal(string word) => Ordinals.Contains(word);

    public static bool AnnouncesTime(string word) => TimeAnnouncers.Contains(word);

    /// <summary>The month, 1 to 12, that the tokens from <paramref name="index"/> name; 0 when none. <paramref name="next"/> is the index after it.</summary>
    public static int Month(List<DateToken> tokens, int index, string? language, out int next)
    {
        next = index + 1;
        if (index >= tokens.Count || tokens[index].Kind != DateTokenKind.Word)
        {
            return 0;
        }

        var word = tokens[index].Word;
        if (word is "كانون" or "تشرين" && next < tokens.Count)
        {
            var second = tokens[next++].Word is "الثاني";
            return word == "كانون" ? (second ? 1 : 12) : (second ? 11 : 10);
        }

        if (word == "thang" && next < tokens.Count && tokens[next].IsNumber(1, 2) && tokens[next].Value is >= 1 and <= 12)
        {
            return tokens[next++].Value;
        }

        return language is "hr" && CroatianMonths.TryGetValue(word, out var croatian) ? croatian : Months.GetValueOrDefault(word);
    }

    private static FrozenDictionary<string, int> BuildMonths()
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var month = 1; month <= MonthNames.Length; month++)
        {
            foreach (var name in MonthNames[month - 1].Split(' '))
            {
                // Where two languages disagree, the earlier month wins: the Croatian abbreviations are the rarer ones.
                months.TryAdd(Folding.Fold(name), month);
            }
        }

        // Polish and Ukrainian July, not Croatian June.
        months[Folding.Fold("lip")] = 7;
        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
