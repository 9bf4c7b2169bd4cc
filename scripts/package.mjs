import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrapAndBuild } from "./steps/built.mjs";
import { root } from "./steps/root.mjs";

await bootstrapAndBuild();
const { zipFolder } = await import("./steps/zip-folder.mjs");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
for (const browser of ["chrome", "firefox"]) {
  const name = `dist/latchkey-${browser}-${version}.zip`;
  const zip = zipFolder(join(root, "dist", browser));
  writeFileSync(join(root, name), zip);
  console.log(`${name}  ${(zip.length / 1024).toFixed(1)} KB`);
}
