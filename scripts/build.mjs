import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { build } from "./steps/build.mjs";
import { root } from "./steps/root.mjs";
import { sizeTable } from "./steps/sizes.mjs";

await bootstrap();
const { problem, ms } = await build();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
console.log(`Built dist/chrome, dist/firefox and dist/server in ${(ms / 1_000).toFixed(1)} s.`);
console.log(sizeTable(JSON.parse(readFileSync(join(root, "dist", "sizes.json"), "utf8"))));
