namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes consent notices and links to policies.</summary>
public sealed class CookieNotices() : InterfaceRule("cookie-notices", InterfaceKind.Cookies, "A consent notice");
