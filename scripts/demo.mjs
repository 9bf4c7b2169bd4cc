import { bin } from "./steps/bin.mjs";
import { bootstrapAndBuild } from "./steps/built.mjs";
import { run } from "./steps/run.mjs";

await bootstrapAndBuild(["chromium"]);
const args = [bin("tsx"), "test/e2e/demo.ts", ...process.argv.slice(2)];
const { code, timedOut } = await run(process.execPath, args, { timeoutMs: 300_000, show: true });
if (timedOut) console.error("The demo was ended after five minutes.");
process.exitCode = code;
