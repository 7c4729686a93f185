using System.Collections.Frozen;

namespace Pipeline.Text.Segmentation;

/// <summary>The languages' tables. Words are written without their final dot; inner dots stay ("z.B").</summary>
internal static class LanguageProfiles
{
    private const string LatinTitles = "Dr Prof St Mr Mrs Ms Ing Dipl Lic Mag Mgr Ph.D Gen Col Maj Capt Lt Sgt Sra Srta Sr Mt";
    private const string LatinNumbers = "No Nos Nr N° Nº art fig vol cap p pp S § par sec ch ed tab";
    private const string LatinAbbreviations = "etc Inc Corp Co Ltd Bros vs ca cf al approx jun jr sen ibid";

    public static FrozenDictionary<string, Lazy<LanguageProfile>> ByCode { get; } = new Dictionary<string, Lazy<LanguageProfile>>
    {
        ["en"] = new(() => new(
            titles: LatinTitles + " Messrs Mme Mlle Hon Rev Fr Pres Gov Sen Rep Reps Sens Amb Supt Det Insp Cmdr Cdr Adm Brig Pvt Cpl Sgts Gens Capts Lts Profs Drs Rt Ft Pt Msgr Esq Atty Asst Assn Dist Pfc Spc Supt Treas Sec Comdr Cllr Const Bp Abp Ven Fig Figs",
            beforeNumbers: LatinNumbers + " pg pgs sect para ref eq eqs item tel ext",
            abbreviations: LatinAbbreviations + " U.S U.K U.N E.U U.S.A D.C L.A N.Y e.g i.e a.k.a Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ave Blvd Rd Hwy Dept Univ Inst Assoc Intl Natl Govt est min max avg misc incl viz Pty Plc Cos Mfg Md Va Pa Ga Fla Calif Conn Mass Tex Ariz Wis Minn Mich Ill Ind Ky La Tenn Okla Ore Wash Colo Kan Neb Nev Ala Ark Miss Mo Mont Dak Del Wyo Vt st ln",
            starters: "The A An He She It They We You This That These Those There Here In On At For From By With As If When While Where After Before Since But And Or So Yet However Although Though Because What Who Which Why How Is Are Was Were Do Does Did Have Has Had Can Could Will Would Should May Might Must Let My Your His Her Its Our Their No Not Now Then Today Yesterday Some Many Most All Both Each Every Another Also Meanwhile Moreover Still Even Once Only According Under Over About Between During Despite Instead Perhaps Maybe Please Thanks Yes To Of Until Unless Such Several Few Other Others One Two Nobody Everyone Someone Nothing Everything Mr. Mrs. Ms. I'm I've I'll It's He's She's They're We're You're That's There's Don't Didn't")
        {
            LowerCaseStarts = "i i'm i've i'll i'd im it its it's he she they we you this that there what why how who if but so my your our their thanks thank please also now then just don't maybe yes no the not",
        }),
        ["de"] = new(() => new(
            titles: LatinTitles + " Hr Fr Hrn Frl Dres Mag Ing Dipl.-Ing med phil jur rer nat hc habil z.B z.T d.h u.a i.d.R s.o s.u o.ä St Hl vgl bzw ggf inkl exkl zzgl evtl sog geb gest verh ev kath z.Z z.Zt u.U i.A i.V u.Ä Bd Hrsg Abs Univ Abt Str Pl",
            beforeNumbers: LatinNumbers + " Nr Art Abs Abb Bd Kap Tel Ziff Rn Ausg Aufl ca circa s Str",
            abbreviations: LatinAbbreviations + " usw usf u.s.w etc Mio Mrd Mill Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So v.Chr n.Chr a.D GmbH AG e.V km Std Min Sek max min jr sen Anm Verf u.Ä o.Ä Ä",
            starters: "Der Die Das Ein Eine Einer Einem Es Er Sie Wir Ich Ihr Du Man Dies Diese Dieser Dieses Im In Am An Auf Aus Bei Mit Nach Von Vom Zu Zum Zur Für Durch Über Unter Vor Seit Während Wenn Als Da Dann Danach Doch Aber Und Oder Auch Noch Nun So Wie Was Wer Wo Warum Weil Obwohl Damit Dabei Dort Hier Heute Gestern Jetzt Nur Nicht Kein Keine Sein Seine Ihre Unser Alle Viele Einige Zudem Außerdem Allerdings Jedoch Trotzdem Ist Sind War Hat Wird")
        { DotMakesOrdinal = true, BeforeNumberEnding = "str" }),
        ["fr"] = new(() => new(
            titles: LatinTitles + " M MM Mme Mmes Mlle Mlles Me Mgr Pr Vve Ste Sté dr",
            beforeNumbers: LatinNumbers + " n° art chap env tél no num",
            abbreviations: LatinAbbreviations + " janv févr fév mars avr juil sept oct nov déc av apr J.-C bd boul hab éd cie p.ex c.-à-d max min",
            starters: "Le La Les L' Un Une Des Il Elle Ils Elles On Nous Vous Je Tu Ce Cette Ces C'est Cet En Dans Sur Sous Pour Par Avec Sans De Du À A Au Aux Mais Et Ou Où Donc Or Ni Car Si Quand Lorsque Comme Après Avant Depuis Pendant Selon Ainsi Aussi Alors Puis Enfin Cependant Toutefois Son Sa Ses Leur Leurs Mon Ma Notre Votre Qui Que Quoi Pourquoi Comment Ne Pas Plus Tout Tous Toutes Chaque Plusieurs Certains")),
        ["es"] = new(() => new(
            titles: LatinTitles + " D Dª Dña Dra Sres Sras Arq Abog Excmo Ilmo Fr Pbro Hno Hna Gral Cnel Cap Tte Pdte Pte Mons Av Avda C Ud Uds Vd Vds",
            beforeNumbers: LatinNumbers + " núm nº pág págs párr párrf párrs apdo inc tel cap aprox",
            abbreviations: LatinAbbreviations + " EE.UU EE UU FF.AA JJ.OO ene feb mar abr may jun jul ago sep sept set oct nov dic a.C d.C p.ej ej cía S.A S.L km kg máx mín",
            starters: "El La Los Las Un Una Unos Unas Lo Él Ella Ellos Ellas Yo Tú Nosotros Se Es Son Fue Era En De Del Al A Con Sin Por Para Según Desde Hasta Entre Sobre Tras Pero Y O Si Cuando Como Donde Aunque Porque Mientras Entonces Luego Además También Ya No Sí Su Sus Mi Mis Este Esta Estos Estas Ese Esa Eso Esto Aquí Hoy Ayer Qué Quién Cómo Cuándo Dónde Todo Todos Todas Muchos Algunos Otro Otra Ha Han Hay")),
        ["it"] = new(() => new(
            titles: LatinTitles + " Sig Sigg Sig.ra Dott Dott.ssa Dr.ssa Avv Arch Geom Rag Prof.ssa On Sen Cav Comm Mons Don Egr Gent Spett Ill S.E Cte V.Cte psicol P.za V.le Mar",
            beforeNumbers: LatinNumbers + " n nn pag pagg art artt cap tel fig vol es ad.es",
            abbreviations: LatinAbbreviations + " ecc econ az gen feb mar apr mag giu lug ago set sett ott nov dic lun mar mer gio ven sab dom a.C d.C S.p.A S.r.l F.P st d arte ad es km kg max min sec",
            starters: "Il Lo La I Gli Le L' Un Uno Una Lui Lei Loro Io Tu Noi Voi Si È E Ed O Ma Se Non In Nel Nella Nei Nelle Con Per Da Dal Dalla Di Del Della A Al Alla Su Sul Sulla Tra Fra Che Chi Come Quando Dove Perché Mentre Dopo Prima Poi Così Anche Ancora Già Oggi Ieri Ora Questo Questa Questi Queste Quello Quella Ha Hanno Sono Era C'è Secondo Tutti Tutto Molti Alcuni")),
        ["pt"] = new(() => new(
            titles: LatinTitles + " D Dra Profa Srs Sras Eng Arq Exmo Exma Ilmo Gal Cel Av Pe Fr",
            beforeNumbers: LatinNumbers + " nº núm pág págs art inc tel cap aprox",
            abbreviations: LatinAbbreviations + " jan fev mar abr mai jun jul ago set out nov dez a.C d.C p.ex Ltda S.A Cia km kg",
            starters: "O A Os As Um Uma Ele Ela Eles Elas Eu Nós Você É São Foi Era Em No Na Nos Nas De Do Da Dos Das Ao À Com Sem Por Para Segundo Desde Até Entre Sobre Após Mas E Ou Se Quando Como Onde Embora Porque Enquanto Então Depois Além Também Já Não Sim Seu Sua Seus Suas Este Esta Esse Essa Isso Isto Aqui Hoje Ontem Que Quem Todos Muitos Alguns Outro Outra Há")),
        ["nl"] = new(() => new(
            titles: LatinTitles + " dhr mevr mw mej drs ir mr ds ing bc jhr Z.K.H H.K.H",
            beforeNumbers: LatinNumbers + " nr art blz tel ca",
            abbreviations: LatinAbbreviations + " bijv bv enz e.d d.w.z o.a m.a.w t/m jan feb mrt apr jun jul aug sep sept okt nov dec v.Chr n.Chr B.V N.V km kg max min resp evt incl excl",
            starters: "De Het Een Hij Zij Ze Wij We Ik Je Jij U Dit Dat Deze Die Er In Op Aan Bij Met Van Voor Naar Uit Om Over Na Als Toen Maar En Of Want Dus Ook Nog Nu Dan Daar Hier Wat Wie Waar Waarom Hoe Zijn Haar Hun Ons Mijn Is Was Niet Geen Alle Veel Volgens Tijdens Omdat Hoewel")),
        ["da"] = new(() => new(
            titles: LatinTitles + " hr fr frk cand mag Skt Sct",
            beforeNumbers: LatinNumbers + " nr stk kap kl tlf ca s",
            abbreviations: LatinAbbreviations + " bl.a f.eks m.fl m.m osv dvs evt ekskl inkl jf mht mia mio jan feb mar apr jun jul aug sep sept okt nov dec A/S ApS U.S d.v.s o.l",
            starters: "Den Det De En Et Han Hun Vi Jeg Du I Der Her Dette Denne Disse På Til Fra Med Af For Om Ved Efter Før Under Over Men Og Eller Så Da Når Hvis Hvad Hvem Hvor Hvorfor Hvordan Ikke Ingen Alle Mange Nogle Nu Også Er Var Har It I She He The That There")
        { DotMakesOrdinal = true }),
        ["sv"] = new(() => new(LatinTitles + " hr fr dr prof kand fil", LatinNumbers + " nr kap s kl tel ca", LatinAbbreviations + " bl.a t.ex m.fl m.m osv dvs d.v.s ev exkl inkl resp jan feb mar apr jun jul aug sep sept okt nov dec f.d s.k", "Den Det De En Ett Han Hon Vi Jag Du Ni Där Här Detta Denna Dessa På Till Från Med Av För Om Vid Efter Före Under Över Men Och Eller Så Då När Vad Vem Var Varför Hur Inte Ingen Alla Många Några Nu Också Är Har I")),
        ["no"] = new(() => new(LatinTitles + " hr fr cand mag St", LatinNumbers + " nr kap s kl tlf ca", LatinAbbreviations + " bl.a f.eks m.fl m.m osv dvs evt ekskl inkl jf mill mrd jan feb mar apr jun jul aug sep sept okt nov des A/S", "Den Det De En Et Han Hun Vi Jeg Du Der Her Dette Denne Disse På Til Fra Med Av For Om Ved Etter Før Under Over Men Og Eller Så Da Når Hvis Hva Hvem Hvor Hvorfor Hvordan Ikke Ingen Alle Mange Noen Nå Også Er Var Har I") { DotMakesOrdinal = true }),
        ["pl"] = new(() => new(
            titles: LatinTitles + " dr hab inż mgr prof ks św bł ul al pl os płk gen kpt por mjr red p woj pow gm im m.in tzw tzn np bałt łac ang niem fr pol",
            beforeNumbers: LatinNumbers + " nr poz art ust pkt s str tel tab rys ok r",
            abbreviations: LatinAbbreviations + " itd itp tj tys mln mld zł gr w r godz min sek jw ww wg cd br ub n.e p.n.e sp z.o.o S.A",
            starters: "W We Z Ze Na Do Od Po Przed Przy Dla Bez Pod Nad Przez O I A Ale Jednak Lub Czy Jak Gdy Jeśli Kiedy Ponieważ Bo To Ten Ta Te Tak Tam Tu On Ona Ono Oni My Ja Ty Nie Jest Są Był Była Było Co Kto Gdzie Dlaczego Jego Jej Ich Nasz Wszystkie Wszyscy Wiele Już Teraz Dziś Wczoraj Według Podczas Również Także")
        { DotMakesOrdinal = true }),
        ["sk"] = new(() => new(
            titles: LatinTitles + " Ing Mgr Bc JUDr MUDr PhDr RNDr prof doc p sv ul nám tr gen plk mjr kpt napr tzv resp t.j t.zn m.j",
            beforeNumbers: LatinNumbers + " č čl ods písm str s tel ca cca obr roč",
            abbreviations: LatinAbbreviations + " atď a.s s.r.o a.i i atp tis mil mld hod min n.l p.n.l r roku",
            starters: "V Vo Z Zo Na Do Od Po Pred Pri Pre Bez Pod Nad Cez O A Ale Však Alebo Či Ako Keď Ak Pretože Lebo To Ten Tá Tí Tak Tam Tu On Ona Ono Oni My Ja Ty Nie Je Sú Bol Bola Bolo Čo Kto Kde Prečo Jeho Jej Ich Náš Všetky Všetci Mnohí Už Teraz Dnes Včera Podľa Počas Tiež")
        { DotMakesOrdinal = true }),
        ["cs"] = new(() => new(LatinTitles + " Ing Mgr Bc JUDr MUDr PhDr RNDr prof doc p sv ul nám tř gen plk mjr kpt např tzv resp t.j tj mj", LatinNumbers + " č čl odst písm str s tel ca cca obr roč", LatinAbbreviations + " atd a.s s.r.o apod atp tis mil mld hod min n.l p.n.l r", "V Ve Z Ze Na Do Od Po Před Při Pro Bez Pod Nad Přes O A Ale Však Nebo Zda Jak Když Pokud Protože To Ten Ta Ti Tak Tam Tady On Ona Ono Oni My Já Ty Ne Je Jsou Byl Byla Bylo Co Kdo Kde Proč Jeho Její Jejich Náš Všechny Všichni Mnozí Už Teď Dnes Včera Podle Během Také") { DotMakesOrdinal = true }),
        ["tr"] = new(() => new(LatinTitles + " Doç Yrd Av Alb Gnr Org Sn Bay Bn Cad Sok Mah Apt", LatinNumbers + " no sf", LatinAbbreviations + " vb vs vd örn bkz yy M.Ö M.S A.Ş Ltd Şti", "Bu Şu O Bir Ben Sen Biz Siz Onlar Ancak Ama Ve Veya Çünkü Eğer Ayrıca Daha Her Ne Kim Nasıl Neden Nerede Hiç Tüm Bazı Şimdi Bugün Dün Sonra Önce") { DotMakesOrdinal = true }),
        ["fi"] = new(() => new(LatinTitles, LatinNumbers + " s nro klo n", LatinAbbreviations + " esim mm ym jne yms ns eli ts mrd milj", "Se Hän Ne He Me Minä Sinä Te Tämä Tuo Nämä Nuo Ja Mutta Tai Kun Jos Koska Mitä Kuka Missä Miksi Miten Ei On Oli Myös Nyt Sitten Kaikki Monet") { DotMakesOrdinal = true }),
        ["hu"] = new(() => new(LatinTitles + " dr ifj id özv u", LatinNumbers + " sz kb", LatinAbbreviations + " stb pl ill ún vö Kft Rt Zrt Nyrt jan febr márc ápr máj jún júl aug szept okt nov dec", "A Az Egy Ő Ők Mi Én Te Ez Azt Ezt De És Vagy Ha Mert Hogy Mit Ki Hol Miért Hogyan Nem Van Volt Most Majd Minden Sok") { DotMakesOrdinal = true }),
        ["ru"] = new(() => new(
            titles: "г гг гор ул пр просп пл пер наб д дер с пос пгт обл р-н им св акад проф доц канд д-р г-н г-жа ген полк кап лейт тов гр о оз р т.е т.н т.к напр см ср ст ред изд сост пер англ нем фр лат греч рус Dr Mr Mrs",
            beforeNumbers: "№ N стр с ст п пп гл рис табл т тт кн вып ч тел кв корп оф ок прибл ул",
            abbreviations: "т.д т.п др пр проч т.г н.э до.н.э руб коп долл дол тыс млн млрд трлн у.е куб кв м км кг см мм ч мин сек янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек в вв экз США",
            starters: "В Во На С Со По Из За До От Для При Под Над Без О Об К Ко У И А Но Однако Или Если Когда Как Что Кто Где Почему Он Она Оно Они Мы Я Вы Ты Это Эта Эти Этот Тот Та Те Так Там Тут Здесь Не Нет Его Её Ее Их Наш Все Всё Многие Уже Теперь Сегодня Вчера Также Кроме После Перед Через Согласно")),
        ["uk"] = new(() => new("м вул просп пл пров буд с смт обл р-н ім св акад проф доц д-р гр оз р т.з ген полк", "№ стор с ст п гл рис табл т тел кв", "т.д т.п ін та.ін ін н.е грн коп тис млн млрд рр ст", "У В На З Із За До Від Для При Під Над Без Про І Й А Але Однак Або Якщо Коли Як Що Хто Де Чому Він Вона Воно Вони Ми Я Ви Ти Це Ця Ці Цей Той Та Не Ні Його Її Їх Наш Усі Всі Багато Вже Тепер Сьогодні Вчора Також Після")),
        ["bg"] = new(() => new("пл ул бул гр с ж.к обл общ св инж арх проф доц д-р акад ген полк кап г-н г-жа т.е т.нар напр вж", "№ стр с чл ал т гл фиг табл тел бр", "т.г т.н и.др др хил млн млрд лв ст г гг сл.Хр пр.Хр м км кг см", "В Във На С Със По Из За До От При Под Над Без О Към У И А Но Обаче Или Ако Когато Как Какво Кой Къде Защо Той Тя То Те Ние Аз Вие Ти Това Тази Тези Този Не Няма Неговият Всички Много Вече Сега Днес Вчера Също След Преди Според")),
        ["kk"] = new(() => new("б.з.б б.з б.д.д т.б қ ж ғ обл ауд көш", "№ б т", "т.б т.с.с млн млрд мың ж жж ғ ғғ см км кг м га ц", "Бұл Сол Ол Олар Біз Мен Сіз Сен Бірақ Және Ал Егер Қазір Бүгін Кеше")),
        ["el"] = new(() => new("κ κ.κ κος κα δρ αρ οδ λεωφ αγ στρ π.χ βλ δηλ τ.μ", "αρ σελ σ τηλ", "κ.λπ κλπ κτλ κ.ά π.μ μ.μ μ.Χ π.Χ χλμ εκ δισ", "Ο Η Το Οι Τα Ένας Μια Μία Ένα Στο Στη Στην Στον Από Για Με Σε Και Αλλά Όμως Αν Όταν Όπως Τι Ποιος Πού Γιατί Πώς Δεν Δε Θα Να Αυτό Αυτή Αυτός Εδώ Εκεί Τώρα Σήμερα Χθες Μετά Πριν", ";\u037e")),
        ["hy"] = new(() => new("", "", "", "", ":") { IgnoresDot = true }),
        ["ar"] = new(() => new("د أ م ص ب.م ق.م", "ص رقم", "إلخ الخ هـ م", "", ":") { ClauseComma = '،' }),
        ["fa"] = new(() => new("د ص", "ص", "", "")),
        ["ur"] = new(() => new("ڈاکٹر", "", "", "")),
        ["hi"] = new(() => new("डॉ प्रो श्री पं", "सं पृ", "आदि", "")),
        ["mr"] = new(() => new("डॉ प्रा श्री कै पं सौ", "क्र पृ", "इ", "")),
        ["my"] = new(() => new("", "", "", "")),
        ["am"] = new(() => new("", "", "", "")),
        ["ja"] = new(() => new("", "", "", "")),
        ["zh"] = new(() => new("", "", "", "")),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
