import assert from "node:assert/strict";
import { inWorld } from "./world.js";

inWorld("an account that was created is found", async (world) => {
  const owner = world.client("olga");

  const made = await owner.POST("/api/marketplace-robot-accounts/", {
    body: { resource: world.object("resources", "climate-hpc").url, type: "night" },
  });

  assert.equal(made.response.status, 201);
  const found = await owner.GET("/api/marketplace-robot-accounts/", { params: { query: { type: "night" } } });
  assert.deepEqual(found.data!.map((one) => [one.uuid, one.state]), [[made.data!.uuid, "Requested"]]);
});

inWorld("a state follows only from its predecessor", async (world) => {
  const owner = world.client("olga");
  const account = { params: { path: { uuid: world.object("robot_accounts", "requested").uuid } } };

  const refused = await owner.POST("/api/marketplace-robot-accounts/{uuid}/set_state_deleted/", account);
  assert.equal(refused.response.status, 400);
  assert.deepEqual(refused.error, { detail: "Valid states for operation: Requested deletion." });

  await owner.POST("/api/marketplace-robot-accounts/{uuid}/set_state_creating/", account);
  assert.equal((await owner.GET("/api/marketplace-robot-accounts/{uuid}/", account)).data!.state, "Creating");
});

inWorld("a token ends when it was not used for too long", async (world) => {
  const alice = world.client("alice");
  await world.control.POST("/_fake/apply", { body: { users: { alice: { token_lifetime: 3600 } } } });
  assert.equal((await alice.GET("/api/marketplace-robot-accounts/")).response.status, 200);

  await world.control.POST("/_fake/clock", { body: { advance: 3601 } });

  const refused = await alice.GET("/api/marketplace-robot-accounts/");
  assert.equal(refused.response.status, 401);
  assert.deepEqual(refused.error, { detail: "Token has expired." });
});

inWorld("what a call changed can be looked at and undone", async (world) => {
  const owner = world.client("olga");
  const account = { params: { path: { uuid: world.object("robot_accounts", "requested").uuid } } };
  const before = (await world.control.POST("/_fake/checkpoints")).data!.name;

  await owner.PATCH("/api/marketplace-robot-accounts/{uuid}/", { ...account, body: { description: "Builds the models" } });

  const diff = (await world.control.GET("/_fake/diff", { params: { query: { from: before } } })).data as any;
  assert.deepEqual(diff.robot_accounts.requested.changed.description, ["Continuous integration", "Builds the models"]);
  await world.control.POST("/_fake/checkpoints/{name}/restore", { params: { path: { name: before } } });
  const restored = await owner.GET("/api/marketplace-robot-accounts/{uuid}/", account);
  assert.equal(restored.data!.description, "Continuous integration");
});

inWorld("an account in error tells why", async (world) => {
  await world.control.POST("/_fake/apply", {
    body: { robot_accounts: { ci: { state: "Error", error_message: "The quota is used up" } } },
  });

  const account = await world.client("olga").GET("/api/marketplace-robot-accounts/{uuid}/", {
    params: { path: { uuid: world.object("robot_accounts", "ci").uuid } },
  });

  assert.equal(account.data!.state, "Error");
  assert.equal(account.data!.error_message, "The quota is used up");
});

inWorld("a role brings its permissions", async (world) => {
  const hanna = world.client("hanna");
  const student = { body: { project: world.object("projects", "course").uuid, email: "new@university.example.com" } };
  assert.equal((await hanna.POST("/api/marketplace-course-accounts/", student)).response.status, 403);

  await world.control.POST("/_fake/actions/give_role", {
    body: { user: "hanna", role: "PROJECT.MANAGER", project: "course" },
  });

  assert.equal((await hanna.POST("/api/marketplace-course-accounts/", student)).response.status, 201);
});

inWorld("what was refused may have been done", async (world) => {
  const owner = world.client("olga");
  const account = { body: { resource: world.object("resources", "climate-hpc").url, type: "night" } };
  await world.control.POST("/_fake/faults", {
    body: { on: "robot_accounts.create", first: 1, respond: 503, after_commit: true },
  });

  assert.equal((await owner.POST("/api/marketplace-robot-accounts/", account)).response.status, 503);
  assert.equal((await owner.POST("/api/marketplace-robot-accounts/", account)).response.status, 400);

  const found = await owner.GET("/api/marketplace-robot-accounts/", { params: { query: { type: "night" } } });
  assert.equal(found.data!.length, 1);
  const faults = (await world.control.GET("/_fake/faults")).data!;
  assert.deepEqual(faults.map((fault) => fault.used), [1]);
});

inWorld("one account is asked for, and told as a whole", async (world) => {
  const owner = world.client("olga");
  const made = await owner.POST("/api/marketplace-robot-accounts/", {
    body: { resource: world.object("resources", "climate-hpc").url, type: "night" },
  });
  await owner.DELETE("/api/marketplace-robot-accounts/{uuid}/", { params: { path: { uuid: made.data!.uuid! } } });

  const query = { operation: "robot_accounts.create", caller: "olga" };
  const requests = (await world.control.GET("/_fake/requests", { params: { query } })).data!.requests as any[];
  assert.deepEqual(requests.map((one) => [one.status, one.body.type]), [[201, "night"]]);
  const snapshot = (await world.control.GET("/_fake/requests/snapshot", { params: { query: { format: "json" } } })).data as any;
  assert.deepEqual(snapshot.map((one: any) => [one.method, one.url, one.status]), [
    ["POST", "/api/marketplace-robot-accounts/", 201],
    ["DELETE", "/api/marketplace-robot-accounts/<robot-account:1>/", 204],
  ]);
});

for (const again of [1, 2]) {
  inWorld(`nobody sees what another test does, ${again}`, async (world) => {
    const staff = world.client("staff");
    const accounts = (await staff.GET("/api/marketplace-robot-accounts/")).data!;
    assert.equal(accounts.length, 6);

    // Any field may be missing, by its type: ?field= leaves out all others.
    for (const { uuid } of accounts)
      await staff.DELETE("/api/marketplace-robot-accounts/{uuid}/", { params: { path: { uuid: uuid! } } });

    assert.deepEqual((await staff.GET("/api/marketplace-robot-accounts/")).data, []);
  });
}
