import { bin } from "./steps/bin.mjs";
import { bootstrapAndBuild } from "./steps/built.mjs";
import { run } from "./steps/run.mjs";

await bootstrapAndBuild(["chromium"]);
const args = [bin("tsx"), "test/bench/main.ts", ...process.argv.slice(2)];
const { code, timedOut } = await run(process.execPath, args, { timeoutMs: 3_600_000, show: true });
if (timedOut) console.error("The benchmarks were ended after an hour.");
process.exitCode = code;
