import { attached } from "./steps/attached.mjs";
import { bootstrapAndBuild } from "./steps/built.mjs";
import { howToLoad } from "./steps/how-to-load.mjs";
import { hasDisplay, openChromium } from "./steps/open-chromium.mjs";
import { ensurePrograms } from "./steps/programs.mjs";
import { whenHealthy } from "./steps/when-healthy.mjs";

await bootstrapAndBuild();
// Opening a browser is a convenience: where there is none to install, the server starts all the same.
if (hasDisplay()) await ensurePrograms(["chromium"]);
const port = process.env["PORT"] ?? "8787";
const origin = `http://localhost:${port}`;
const server = attached(["dist/server/main.js"], { PORT: port });

if (await whenHealthy(origin, server.ended)) {
  console.log(howToLoad(origin));
  const browser = hasDisplay() ? openChromium(origin) : undefined;
  process.exitCode = await server.ended;
  await browser?.close();
} else {
  server.stop();
  process.exitCode = (await server.ended) || 1;
}
