import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

// One project a folder. Tests that drive browsers run on a build that is of the sources as they are;
// those that cut networks one file at a time.
const quick = ["protocol", "server"];
const browsers = ["attack", "e2e", "fault"];

export default defineConfig({
  test: {
    projects: [
      {
        // Solid's browser build: the one for servers does not react to changes.
        plugins: [solid({ dev: false, hot: false })],
        resolve: { conditions: ["browser"] },
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.{ts,tsx}"],
          environment: "node",
          pool: "threads",
        },
      },
      ...quick.map((name) => ({
        test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 20_000 },
      })),
      ...browsers.map((name) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: "./scripts/steps/vitest-build.mjs",
          fileParallelism: name !== "fault",
          maxWorkers: 2,
          // Several real browsers on two cores miss a deadline now and then. What fails twice fails.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
