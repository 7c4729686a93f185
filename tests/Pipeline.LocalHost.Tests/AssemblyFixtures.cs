using Pipeline.TestSupport;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
