namespace Waldur.Fake;

/// <summary>
/// Stops requests on their way, so that what happens at the same time happens in the order that a test wants. <see cref="Explore"/> tries
/// all orders.
/// </summary>
/// <example>
/// <c>using var gate = waldur.Gates.Before(Operations.RobotAccounts.Create);</c>
/// </example>
public sealed class Gates
{
    private readonly WaldurFake _fake;

    internal Gates(WaldurFake fake) => _fake = fake;

    /// <summary>The gates that are not open, oldest first.</summary>
    public IReadOnlyList<Gate> All => _fake.Host.Gates.All;

    /// <summary>
    /// Stops requests to an operation before they are looked at. A gate that nobody opens lets each of them go after 30 seconds of
    /// <see cref="ForkOptions.HostTime"/>, and says so on the log.
    /// </summary>
    /// <param name="operation">The operation, such as <c>Operations.RobotAccounts.Create</c>.</param>
    public Gate Before(OperationName operation) => Add(operation, isAfter: false);

    /// <summary>
    /// Stops requests to an operation when they are done, and before they are answered. Else it is as <see cref="Before"/>.
    /// </summary>
    /// <param name="operation">The operation, such as <c>Operations.RobotAccounts.Create</c>.</param>
    public Gate After(OperationName operation) => Add(operation, isAfter: true);

    /// <summary>Opens all gates.</summary>
    public void OpenAll() => _fake.Host.Gates.OpenAll();

    /// <summary>
    /// Runs clients at the same time, in a fork of their own for each order in which their requests can come, and looks at what each order
    /// leads to. The world of this fake does not change.
    /// </summary>
    /// <param name="clients">
    /// Two or three clients. Each gets the fake that it is to ask, and sends its requests one after the other; it may wait for nothing
    /// else.
    /// </param>
    /// <param name="check">Looks at the fake when all clients are done, and throws if something in it is wrong.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many orders there are.</returns>
    /// <exception cref="RequestAssertionException">
    /// <paramref name="check"/> or a client threw in one of the orders: the first one is told.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are more than 500 orders, or a client waits for something else than its requests.
    /// </exception>
    public Task<int> Explore(
        IReadOnlyList<Func<WaldurFake, Task>> clients, Action<WaldurFake> check, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(check);
        return clients.Count is 2 or 3
            ? new Exploration(_fake, clients, check).RunAsync(cancellation)
            : throw new ArgumentException($"Two or three clients are explored, not {clients.Count}.", nameof(clients));
    }

    private Gate Add(OperationName operation, bool isAfter)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _fake.Host.Gates.Add(operation, isAfter);
    }
}
