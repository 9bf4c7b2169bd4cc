import { describe, expect, test } from "vitest";
import { ConfigError } from "../../server/config-values.ts";
import { defaultLimits, helpText, options, readConfig } from "../../server/config.ts";

type Env = Readonly<Record<string, string>>;

const alice = "SHA256:OMXu973xEEYKpC0L3XO+JLXGiWHAmI+mswOgdvm25qo";
const files: Record<string, string> = {
  "/creators": `# who may open rooms\n${alice} Alice\r\n\n`,
  "/broken": `${alice}\nssh-ed25519 AAAA\n`,
};
const read = (env: Env) =>
  readConfig(env, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error("ENOENT");
    return text;
  });

test("with nothing set it listens on this machine, for everyone, without TURN", () => {
  expect(read({})).toEqual({
    host: "127.0.0.1",
    port: 8787,
    publicOrigin: null,
    trustedProxies: new Set(),
    turn: null,
    roomCreators: null,
    logLevel: "info",
    limits: defaultLimits,
  });
});

test("an empty variable is as good as none", () => {
  expect(read({ PORT: "", TURN_URLS: " ", LIMIT_ROOMS: "" })).toEqual(read({}));
});

test("the defaults of the limits are the protocol's", () => {
  expect(defaultLimits).toEqual({
    joinsPerMinute: 30,
    socketsPerAddress: 100,
    unauthenticatedPerAddress: 20,
    relayPerSecond: 60,
    relayBytesPerSecond: 262_144,
    queuedBytes: 262_144,
    membersPerRoom: 12,
    rooms: 10_000,
    knocksPerRoom: 5,
    knocksPerMinute: 1,
    listsPerMinute: 30,
    sockets: 20_000,
  });
});

test("every limit is read from its own variable", () => {
  const names = Object.keys(options).filter((name) => name.startsWith("LIMIT_"));
  expect(names).toHaveLength(Object.keys(defaultLimits).length);
  const env = Object.fromEntries(names.map((name, index) => [name, String(index + 1)]));
  const values = Object.values(read(env).limits);
  expect(new Set(values).size).toBe(names.length);
});

describe("a public origin is written as statements name it", () => {
  test.each([
    ["https://Call.Example.org", "wss://call.example.org"],
    ["https://call.example.org/", "wss://call.example.org"],
    ["wss://call.example.org:8443", "wss://call.example.org:8443"],
    ["http://localhost:9000", "ws://localhost:9000"],
  ])("%s", (text, origin) => {
    expect(read({ PUBLIC_ORIGIN: text }).publicOrigin).toBe(origin);
  });
});

test("reads proxies, TURN servers and room creators", () => {
  const config = read({
    HOST: "0.0.0.0",
    PORT: "0",
    TRUSTED_PROXIES: "127.0.0.1, ::1",
    TURN_URLS: "turn:turn.example.org:3478?transport=udp, stun:turn.example.org",
    TURN_SECRET: "north",
    ROOM_CREATORS: "/creators",
    LOG_LEVEL: "debug",
  });
  expect(config).toMatchObject({ host: "0.0.0.0", port: 0, logLevel: "debug" });
  expect([...config.trustedProxies]).toEqual(["127.0.0.1", "0:0:0:0:0:0:0:1"]);
  expect(config.turn).toEqual({
    urls: ["turn:turn.example.org:3478?transport=udp", "stun:turn.example.org"],
    secret: "north",
  });
  expect([...config.roomCreators!]).toEqual([alice]);
  expect(read({ TURN_URLS: "stun:stun.example.org" }).turn?.secret).toBe("");
});

describe("a bad value stops the start with one sentence that names it", () => {
  const cases: readonly [env: Env, names: string][] = [
    [{ PORT: "x" }, "PORT"],
    [{ PORT: "65536" }, "PORT"],
    [{ PORT: "-1" }, "PORT"],
    [{ PORT: "80.5" }, "PORT"],
    [{ PUBLIC_ORIGIN: "call.example.org" }, "PUBLIC_ORIGIN"],
    [{ PUBLIC_ORIGIN: "http://call.example.org" }, "PUBLIC_ORIGIN"],
    [{ PUBLIC_ORIGIN: "https://call.example.org/room" }, "PUBLIC_ORIGIN"],
    [{ PUBLIC_ORIGIN: "https://user@call.example.org" }, "PUBLIC_ORIGIN"],
    [{ TRUSTED_PROXIES: "proxy.example.org" }, "TRUSTED_PROXIES"],
    [{ TURN_URLS: "https://turn.example.org", TURN_SECRET: "x" }, "TURN_URLS"],
    [{ TURN_URLS: "turn:turn.example.org" }, "TURN_SECRET"],
    [{ TURN_SECRET: "north" }, "TURN_URLS"],
    [{ NATS_URL: "nats://localhost" }, "NATS_URL"],
    [{ ROOM_CREATORS: "/absent" }, "ROOM_CREATORS"],
    [{ ROOM_CREATORS: "/broken" }, "ROOM_CREATORS"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    ...Object.keys(options)
      .filter((name) => name.startsWith("LIMIT_"))
      .flatMap((name) =>
        ["0", "-1", "1.5", "many", "1e3", "0x10", "9999999999999999"].map(
          (value): [Env, string] => [{ [name]: value }, name],
        ),
      ),
  ];
  test.each(cases)("%j", (env, names) => {
    let message = "";
    try {
      read(env);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as Error).message;
    }
    expect(message).toMatch(new RegExp(`^${names} [^\\n]*\\.$`));
    expect(message).not.toContain("north");
  });
});

test("names the line of a file of room creators that is no key id", () => {
  expect(() => read({ ROOM_CREATORS: "/broken" })).toThrow("line 2");
});

test("the help lists every option with its default", () => {
  const help = helpText();
  for (const [name, { fallback, doc }] of Object.entries(options)) {
    const line = help.split("\n").find((text) => text.startsWith(`  ${name} `));
    expect(line).toContain(doc);
    expect(line).toContain(`(${fallback === "" ? "unset" : fallback})`);
  }
  // The public names of the product, which must not get lost.
  for (const name of [
    "HOST PORT PUBLIC_ORIGIN TURN_URLS TURN_SECRET NATS_URL ROOM_CREATORS",
    "LIMIT_JOINS_PER_MINUTE LIMIT_SOCKETS_PER_ADDRESS LIMIT_UNAUTHENTICATED_PER_ADDRESS",
    "LIMIT_RELAY_PER_SECOND LIMIT_RELAY_BYTES_PER_SECOND LIMIT_QUEUED_BYTES",
    "LIMIT_MEMBERS_PER_ROOM LIMIT_ROOMS LIMIT_KNOCKS_PER_ROOM LIMIT_KNOCKS_PER_MINUTE",
    "LIMIT_LISTS_PER_MINUTE",
  ].flatMap((names) => names.split(" "))) {
    expect(options).toHaveProperty(name);
  }
});
