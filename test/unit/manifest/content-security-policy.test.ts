import { beforeAll, describe, expect, it } from "vitest";
import { builtBrowsers, builtManifest, requireBuild } from "../../support/build/built-extension.ts";

beforeAll(requireBuild, 180_000);

describe.each(builtBrowsers)("the content security policy for %s", (browser) => {
  it("allows what the pages need and nothing else", () => {
    const policy = builtManifest(browser).content_security_policy.extension_pages;
    const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
    expect(Object.fromEntries(directives.map(([name, ...sources]) => [name, sources]))).toEqual({
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "data:", "blob:"],
      "media-src": ["'self'", "blob:", "mediastream:"],
      // Signaling only; plain ws only to a server on this machine.
      "connect-src": ["wss:", "ws://localhost:*", "ws://127.0.0.1:*"],
      "worker-src": ["'self'"],
      // No page may show the approval in a frame and draw something else over it.
      "frame-ancestors": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
    });
  });
});
