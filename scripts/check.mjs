import { bootstrap } from "./bootstrap.mjs";
import { runChecks } from "./steps/checks.mjs";

await bootstrap();
const { failed } = await runChecks();
process.exitCode = failed === 0 ? 0 : 1;
