import { test } from "node:test";
import createClient, { type Client } from "openapi-fetch";
import type { paths as Control } from "./types/control.js";
import type { paths as Waldur } from "./types/waldur.js";

const root = process.env.WALDUR_FAKE_URL!;

type Objects = Record<string, Record<string, { uuid: string; url: string; token?: string }>>;

/** A Waldur that nobody else sees. */
export class World {
  private constructor(
    private readonly name: string,
    private readonly baseUrl: string,
    private readonly headers: Record<string, string>,
    /** What a test may do to it: its clock, checkpoints, fragments of scenarios, roles. */
    readonly control: Client<Control>,
    private readonly objects: Objects,
  ) {}

  /** Makes one. Requests name it by their path, or by a header. */
  static async make(by: "path" | "header"): Promise<World> {
    const { name, url } = (await createClient<Control>({ baseUrl: root }).POST("/_fake/worlds")).data!;
    const baseUrl = by === "path" ? url : root;
    const headers: Record<string, string> = by === "path" ? {} : { "X-Waldur-Fake-World": name };
    const control = createClient<Control>({ baseUrl, headers });
    control.use({
      async onResponse({ response }) {
        if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      },
    });
    return new World(name, baseUrl, headers, control, (await control.GET("/_fake/world")).data as Objects);
  }

  /** A client with the token of a user, by the user's key in the scenario. */
  client(user: string): Client<Waldur> {
    const headers = { ...this.headers, Authorization: `Token ${this.object("users", user).token}` };
    return createClient<Waldur>({ baseUrl: this.baseUrl, headers });
  }

  /** The identifier and link of an object, by its kind and key in the scenario. */
  object(kind: string, key: string) {
    const found = this.objects[kind]?.[key];
    if (!found) throw new Error(`There is no ${key} in ${kind}.`);
    return found;
  }

  async delete() {
    await this.control.DELETE("/_fake/worlds/{name}", { params: { path: { name: this.name } } });
  }
}

/** A test in a world of its own: once with the world in the path, once in a header. */
export function inWorld(does: string, body: (world: World) => Promise<void>) {
  for (const by of ["path", "header"] as const) {
    test(`${does} (world by ${by})`, async () => {
      const world = await World.make(by);
      try {
        await body(world);
      } finally {
        await world.delete();
      }
    });
  }
}
