namespace Pipeline.Core.Tests;

/// <summary>Articles for tests of storage; how well they are cleaned is tested elsewhere.</summary>
internal static class Samples
{
    public const string Bridge = """
        Harbour bridge reopens after two years of repairs

        Published at 09:40 am August 17th, 2021

        The harbour bridge of Lindholm reopened on Tuesday after two years of repairs that had cost the town more than it had planned.

        Mayor Astrid Vollan said the crossing would be free for everybody until the end of the year, and thanked the crews of Nordbro for their work.

        Shop owners on the northern side of the river said they hoped that customers would now come back. Many had closed during the works.
        """;

    public const string BridgeRevised = """
        Harbour bridge reopens after three years of repairs

        Published at 09:40 am August 18th, 2021

        The harbour bridge of Lindholm reopened on Wednesday after three years of repairs, the town said in a corrected statement that it sent out.

        Councillor Petter Haugen said the crossing would cost two crowns, and that the contract with Nordbro had been settled out of court.

        Taxi drivers said that they had expected worse. The ferry will run until Friday and then be sold to Karlstad, where it is needed.
        """;
}
