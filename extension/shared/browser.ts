import type { Browser } from "webextension-polyfill";

/**
 * The extension API for pages. Since Chromium 120 and in Firefox all that pages use answers with
 * promises by itself, so they go without the polyfill's 2.7 KB, a tenth of the popup; the
 * background keeps it, since only there listeners answer with promises.
 */
const apis = globalThis as { readonly browser?: Browser; readonly chrome?: Browser };

/** Undefined outside an extension: previews and tests bring their own ports. */
export const browser = (apis.browser ?? apis.chrome) as Browser;
