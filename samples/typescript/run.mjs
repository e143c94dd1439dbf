// Takes the types from a fake, compiles the tests and runs them: against the fake at WALDUR_FAKE_URL, or one that is started here.
import { execSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

let fake;
if (!process.env.WALDUR_FAKE_URL) {
  const command = process.env.WALDUR_FAKE ?? "waldur-fake";
  fake = spawn(`exec ${command} serve --urls http://127.0.0.1:0`, { shell: true, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(fake.stdout), "line");
  process.env.WALDUR_FAKE_URL = line.split(" ").at(-1);
}
try {
  for (const command of [
    "openapi-typescript $WALDUR_FAKE_URL/api/schema/ -o types/waldur.d.ts",
    "openapi-typescript $WALDUR_FAKE_URL/_fake/schema/ -o types/control.d.ts",
    "tsc",
    "node --test build/",
  ]) execSync(command, { stdio: "inherit" });
} catch (failure) {
  process.exitCode = failure.status ?? 1;
} finally {
  fake?.kill();
}
