namespace Pipeline.Text.Cleaning;

/// <summary>What a label says about the date beside it.</summary>
internal enum DateLabel
{
    /// <summary>A connecting word, or nothing.</summary>
    None,

    /// <summary>"Published", "Veröffentlicht", "Publié le".</summary>
    Published,

    /// <summary>"Updated", "Stand", "Mis à jour".</summary>
    Updated,
}

/// <summary>The labels of date lines in many languages, and the words that connect them.</summary>
internal static class DateLabels
{
    private const string Published =
        "published|published at|published on|publish date|published online|first published|originally published|posted|posted on|posted at|created|date|date published|release date|issued|pub date|publication date|published time|" +
        "veröffentlicht|veröffentlicht am|zuerst veröffentlicht am|zuerst veröffentlicht|erstveröffentlichung|publiziert|publiziert am|erschienen|erschienen am|erstellt|erstellt am|geschrieben|geschrieben am|datum|vom|artikel vom|meldung vom|" +
        "publié|publié le|publiée le|paru le|posté le|mis en ligne le|créé le|diffusé le|écrit le|rédigé le|publicado|publicado el|publicada|publicado en|fecha|fecha de publicación|publicado a las|creado|" +
        "pubblicato|pubblicato il|pubblicata il|pubblicato alle|data|publicado em|publicada em|postado em|publicado a|criado em|gepubliceerd|gepubliceerd op|geplaatst|geplaatst op|verschenen op|" +
        "publicerad|publicerat|publicerades|publisert|publiseret|publiceret|offentliggjort|udgivet|lagt ut|skapad|julkaistu|opublikowano|data publikacji|dodano|data dodania|publikacja|publikováno|vydáno|zveřejněno|publikované|megjelent|publikálva|publicat|publicat la|data publicării|" +
        "опубликовано|дата публикации|размещено|создано|опубліковано|дата публікації|публикувано|objavljeno|yayınlanma|yayınlanma tarihi|yayın tarihi|giriş|giriş tarihi|eklenme tarihi|oluşturulma tarihi|oluşturma|δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε|" +
        "نشر|نشر في|نشرت في|تاريخ النشر|تم النشر|نشر بتاريخ|منشور|प्रकाशित|प्रकाशन तिथि|पब्लिश|diterbitkan|dipublikasikan|terbit|tayang|dimuat|diterbitkan pada|ngày đăng|đăng lúc|公開|公開日|配信|掲載|掲載日|投稿日|投稿|発表|发布|发布时间|發布|發布時間|发表|发表时间|時間|时间|日期|입력|등록|게시|기사입력|발행|작성|승인";

    private const string Updated =
        "updated|last updated|last update|last updated on|last updated at|updated on|updated at|update|modified|last modified|edited|revised|aktualisiert|aktualisiert am|zuletzt aktualisiert|letzte aktualisierung|letztes update|stand|akt|aktualisierung|geändert|letzte änderung|bearbeitet|" +
        "mis à jour|mis à jour le|mise à jour|mise à jour le|dernière mise à jour|maj|modifié|modifié le|actualisé|actualisé le|actualizado|actualizado el|actualizada|última actualización|actualización|act|modificado|modifica il|aggiornato|aggiornato il|aggiornato alle|ultimo aggiornamento|aggiornamento|modificato|" +
        "atualizado|atualizado em|atualizado há|atualizada|última atualização|modificado em|bijgewerkt|bijgewerkt op|laatst bijgewerkt|laatste update|gewijzigd|aangepast|uppdaterad|uppdaterat|senast uppdaterad|uppdaterades|ändrad|oppdatert|sist oppdatert|opdateret|sidst opdateret|päivitetty|muokattu|" +
        "aktualizacja|zaktualizowano|ostatnia aktualizacja|modyfikacja|aktualizováno|aktualizace|upraveno|aktualizované|frissítve|frissítés|módosítva|actualizat|ultima actualizare|обновлено|последнее обновление|изменено|оновлено|актуализирано|ažurirano|güncelleme|son güncelleme|güncellendi|güncellenme tarihi|güncelleme tarihi|ενημέρωση|ενημερώθηκε|τελευταία ενημέρωση|" +
        "تحديث|آخر تحديث|تم التحديث|محدث|अपडेट|अपडेटेड|अंतिम अपडेट|अद्यतन|diperbarui|terakhir diperbarui|diupdate|cập nhật|cập nhật lúc|更新|更新日|更新日時|最終更新|最終更新日|更新时间|更新時間|最后更新|수정|최종수정|최종 수정|업데이트|기사수정";

    /// <summary>Words between dates, times and labels, weekdays among them.</summary>
    private const string Connecting =
        "hour|minute|minutes|min|day|days|week|weeks|month|months|year|years|an hour|a day|vor|std|stunde|stunden|tag|tagen|il y a|heures|jours|hace|horas|días|fa|giorni|há|dias|uur geleden|dagen geleden|geleden|timmar sedan|sedan|timer siden|siden|temu|godzin|hodinami|včera|назад|часов|önce|saat önce|منذ|ساعات|ساعة|前|時間前|시간 전|전|local|exclusive|live|in|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|at|on|the|is|was|and|of|um|am|uhr|den|der|le|a|h|et|el|las|de|del|il|alle|ore|ora|em|as|op|om|uur|kl|klo|o|i|w|godz|r|в|г|года|у|о|p|saat|pukul|wib|la|hrs|hours|time|local time|heure de paris|gmt|utc|ist|bst|cst|est|edt|ago|" +
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so|" +
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|segunda|terça|quarta|quinta|sexta|" +
        "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|mandag|tisdag|onsdag|torsdag|fredag|lördag|söndag|tirsdag|lørdag|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|" +
        "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|субота|неділя|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|في|على|الساعة|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|बजे|senin|selasa|rabu|kamis|jumat|sabtu|minggu|月|火|水|木|金|土|日|曜日|星期|年|時|分|월|화|수|목|금|토|일|요일|오전|오후|بتاريخ|pm";

    private static readonly PhraseTable<DateLabel> Table = new(
    [
        (DateLabel.Published, Published), (DateLabel.Updated, Updated), (DateLabel.None, Connecting),
        .. InterfacePhrases.All.Where(group => group.Kind is InterfaceKind.Share or InterfaceKind.Counter or InterfaceKind.Navigation).Select(group => (DateLabel.None, group.Phrases)),
    ]);

    private static readonly PhraseTable<DateLabel> Labels = new([(DateLabel.Published, Published), (DateLabel.Updated, Updated)]);

    /// <summary>The label that labels and connecting words which cover the whole piece amount to; null when there is anything else in it.</summary>
    public static DateLabel? Covering(ReadOnlySpan<char> piece) => Table.Covering(piece);

    /// <summary>The label that the end of the piece is, or none: "Berlin - Stand".</summary>
    public static DateLabel AtEnd(string piece)
    {
        var end = piece.Length;
        for (var words = 0; words < 4 && end > 0; words++)
        {
            end = piece.AsSpan(0, end).LastIndexOfAny(' ', '|', ',') is var cut and > 0 ? cut : 0;
            if (Labels.Covering(piece.AsSpan(end)) is { } label)
            {
                return label;
            }
        }

        return DateLabel.None;
    }
}
