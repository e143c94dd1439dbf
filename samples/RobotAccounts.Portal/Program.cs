using RobotAccounts.Client;

// A web application of your own that asks Waldur: it shows how many robot accounts of a resource are in which state.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRobotAccountClient(new("https://waldur.example.com/"), builder.Configuration["Waldur:Token"] ?? "");
var app = builder.Build();
app.MapGet("/resources/{resource:guid}/accounts", async (Guid resource, RobotAccountClient waldur, CancellationToken cancellation) =>
    (await waldur.ListAsync(resource, cancellation)).CountBy(account => account.State).ToDictionary());
await app.RunAsync();
