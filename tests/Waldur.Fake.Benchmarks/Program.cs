using System.Globalization;
using Waldur.Fake.Benchmarks;

// "quick": ratios of two workloads that are interleaved in one process, so that a busy machine slows both.
// "soak": requests of all kinds to fifty worlds over a socket; memory does not grow.
// "forks": ten thousand isolated copies of a world of 100,000 accounts.
// "scale": a world of 100,000 robot accounts, made and served; time and memory are printed.
// "fuzz": a hundred thousand requests that are made up.
// "journal": what keeping requests costs; a million of them take no more memory than the first hundred thousand.
// "contract": the tool's comparison of a document of five megabytes, over the usual reader alone.
// "attacks": what is made to cost more than in proportion to its size.
// "wiremock": a request through WireMock.Net to the fake, over one to a stub of WireMock's.
return args switch
{
    ["quick"] => await QuickRatios.RunAsync(Console.Out),
    ["quick", var only] => await QuickRatios.RunAsync(Console.Out, only),
    ["soak"] => await Soak.RunAsync(Console.Out, minutes: 10),
    ["soak", "--minutes", var minutes] => await Soak.RunAsync(Console.Out, double.Parse(minutes, CultureInfo.InvariantCulture)),
    ["cold-fake" or "cold-bare"] => await Starts.RunAsync(args[0]),
    ["checklists"] => await ChecklistScale.RunAsync(Console.Out),
    ["scale"] => await Scale.RunAsync(Console.Out),
    ["fuzz"] => await FuzzAll.RunAsync(Console.Out),
    ["attacks"] => await Attacks.RunAsync(Console.Out),
    ["attacks", var only] => await Attacks.RunAsync(Console.Out, only),
    ["journal"] => await Journals.RunAsync(Console.Out),
    ["contract"] => await Contracts.RunAsync(Console.Out),
    ["wiremock"] => await WireMockFrontRatio.RunAsync(Console.Out),
    ["forks"] => await Forks.RunAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Waldur.Fake.Benchmarks -- "
            + "quick|soak|checklists|scale|forks|journal|contract|wiremock|attacks|fuzz");
    return 2;
}
