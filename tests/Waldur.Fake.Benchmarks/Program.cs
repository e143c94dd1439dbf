using Waldur.Fake.Benchmarks;

// "quick": ratios of two workloads that are interleaved in one process, so that a busy machine slows both.
// "forks": ten thousand isolated copies of a world of 100,000 accounts.
// "scale": a world of 100,000 robot accounts, made and served; time and memory are printed.
// "fuzz": a hundred thousand requests that are made up.
// "journal": what keeping requests costs; a million of them take no more memory than the first hundred thousand.
// "attacks": what is made to cost more than in proportion to its size.
return args switch
{
    ["quick"] => await QuickRatios.RunAsync(Console.Out),
    ["checklists"] => await ChecklistScale.RunAsync(Console.Out),
    ["scale"] => await Scale.RunAsync(Console.Out),
    ["fuzz"] => await FuzzAll.RunAsync(Console.Out),
    ["attacks"] => await Attacks.RunAsync(Console.Out),
    ["attacks", var only] => await Attacks.RunAsync(Console.Out, only),
    ["journal"] => await Journals.RunAsync(Console.Out),
    ["forks"] => await Forks.RunAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Waldur.Fake.Benchmarks -- quick|checklists|scale|forks|journal|attacks|fuzz");
    return 2;
}
