import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/steps/root.mjs";
import type { RoomSize } from "../../scripts/steps/sizes.mjs";
import { compare, type Row } from "./row.ts";

/** Gzipped bytes that each room of the built extension can come to load, as the build counts them. */
export const shipped: Row = {
  name: "shipped",
  run: async () => {
    const path = join(root, "dist", "sizes.json");
    const sizes = JSON.parse(readFileSync(path, "utf8")) as readonly RoomSize[];
    return sizes.map(({ room, bytes, budget }) =>
      compare(
        {
          row: "shipped",
          what: `shipped: ${room}`,
          unit: "bytes, gzip",
          against: "budget",
          reach: { atMost: 1 },
        },
        [bytes],
        [budget],
      ),
    );
  },
};
