namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes invitations to subscribe.</summary>
public sealed class Newsletters() : InterfaceRule("newsletters", InterfaceKind.Newsletter, "An invitation to subscribe");
