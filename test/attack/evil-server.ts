import { parseArgs } from "node:util";
import { serverAttackNames, serverAttacks } from "../support/attack/evil-server/attacks.ts";
import { startEvilServer } from "../support/attack/evil-server/evil-server.ts";

export { startEvilServer } from "../support/attack/evil-server/evil-server.ts";

/**
 * npx tsx test/attack/evil-server.ts --attack swap-fingerprint
 *
 * A signaling server that attacks whoever uses it: point a call tab at it and see what is refused.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      attack: { type: "string", default: "none" },
      port: { type: "string", default: "8788" },
      elsewhere: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const attack = serverAttackNames.find((name) => name === values.attack);
  if (values.help || attack === undefined) {
    console.log(help());
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const { elsewhere } = values;
  const evil = await startEvilServer({
    attack,
    port: Number(values.port),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
  console.log(`The evil server listens on ${evil.url} and ${serverAttacks[attack].does}.`);
  console.log("Enter strikes, where the attack has a moment of its own. Ctrl-C ends.");
  process.stdin.on("data", () => {
    evil.strike().catch((error: unknown) => console.error(error));
  });
  process.once("SIGINT", () => {
    process.stdin.unref();
    void evil.stop().then(() => process.exit(0));
  });
}

function help(): string {
  const width = Math.max(...serverAttackNames.map((name) => name.length));
  const lines = serverAttackNames.map(
    (name) => `  ${name.padEnd(width)}  ${serverAttacks[name].does}`,
  );
  return [
    "npx tsx test/attack/evil-server.ts --attack <name> [--port 8788] [--elsewhere ws://…]",
    "",
    "A signaling server that",
    ...lines,
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
