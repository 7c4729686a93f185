
[assembly: AssemblyFixture(typeof(AzuriteFixture))]
