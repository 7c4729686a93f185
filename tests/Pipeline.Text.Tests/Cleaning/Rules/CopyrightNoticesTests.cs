using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class CopyrightNoticesTests
{
    [Theory]
    [InlineData("© 2025 The Courier")]
    [InlineData("Copyright 2024 Courier Media Ltd. All rights reserved.")]
    [InlineData("© Riproduzione riservata")]
    [InlineData("Все права защищены")]
    public void Removes_them(string line) => RuleTest.Removes<CopyrightNotices>(line);

    [Theory]
    [InlineData("Copyright law is to change in May")]
    [InlineData("© Jane Doe")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<CopyrightNotices>(line);
}
