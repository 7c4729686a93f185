namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes labels of advertisements.</summary>
public sealed class Advertisements() : InterfaceRule("advertisements", InterfaceKind.Advertisement, "The label of an advertisement");
