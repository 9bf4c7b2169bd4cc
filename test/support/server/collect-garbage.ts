import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

/** Now, so that what is measured next is what is really held. */
export function collectGarbage(): void {
  collect();
  collect();
}
