import { attached } from "./steps/attached.mjs";
import { bootstrapAndBuild } from "./steps/built.mjs";

await bootstrapAndBuild();
process.exitCode = await attached(["dist/server/main.js", ...process.argv.slice(2)]).ended;
