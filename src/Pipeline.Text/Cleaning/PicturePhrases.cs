using System.Buffers;

namespace Pipeline.Text.Cleaning;

/// <summary>Words with which captions point at a picture: who stands where in it, and that it is an old or a stand-in one. Prose does not point.</summary>
internal static class PicturePhrases
{
    private static readonly SearchValues<string> Phrases = SearchValues.Create(
        [
            "(left)", "(right)", "(centre)", "(center)", "(l)", "(r)", "(l.)", "(r.)", "(m.)", "(c.)", "(v.l.)", "(v. l.)", "(v.l.n.r.)", "(from left)", ", second left,", ", center, ", ", centre, ", "from left:", "from left,", "from left are", "from left to right",
            "in this picture", "in this photo", "in this image", "in this file photo", "(file)", "file photo", "(file photo)", "(archive)", "pictured right", "pictured left", "pictured at the", "pictured from",
            "(archivbild)", "(archivfoto)", "(symbolbild)", "(symbolfoto)", "archivbild)", "von links nach rechts", "von li nach re", "von links:", "(links)", "(rechts)", "(mitte)", "(2.v.l.)", "(2. v. l.)",
            "(à gauche)", "(à droite)", "(au centre)", "de gauche à droite", "(archives)", "photo d'illustration", "capture d'écran", "(izquierda)", "(derecha)", "(izq.)", "(dcha.)", "de izquierda a derecha", "imagen de archivo", "foto de archivo",
            "(a sinistra)", "(a destra)", "da sinistra:", "foto d'archivio", "(à esquerda)", "(à direita)", "da esquerda para a direita", "foto de arquivo", "(midden)", "van links naar rechts", "archieffoto", "(till vänster)", "(till höger)", "från vänster:", "arkivbild", "(til venstre)", "(til høyre)", "(til højre)", "fra venstre:", "arkivfoto",
            "(z lewej)", "(z prawej)", "od lewej:", "zdjęcie ilustracyjne", "(vlevo)", "(vpravo)", "zleva:", "ilustrační foto", "(слева)", "(справа)", "слева направо", "архивное фото", "(solda)", "(sağda)", "(من اليمين)", "(يمين)", "(يسار)", "صورة أرشيفية", "(kiri)", "(kanan)", "foto ilustrasi",
            "（左）", "（右）", "（左から", "写真左", "写真右", "撮影）", "資料写真", "左起", "资料图", "資料照", "(왼쪽)", "(오른쪽)", "왼쪽부터", "자료사진",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text points at a picture.</summary>
    public static bool PointsAtPicture(string text) => text.AsSpan().ContainsAny(Phrases);
}
