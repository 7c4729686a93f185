namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes menus, breadcrumbs, log-in links and links to the comments.</summary>
public sealed class Navigation() : InterfaceRule("navigation", InterfaceKind.Navigation, "Navigation of the site");
