import { describe, expect, it } from "vitest";
import { findingLines } from "../../../extension/call/components/connection/finding-lines.ts";
import type { ConnectionFindings } from "../../../extension/call/connection/connection-check.ts";
import { english } from "../../support/preview-call/english.ts";

const found: ConnectionFindings = {
  connects: true,
  namesAddresses: false,
  reachesOut: "yes",
  relay: { is: "works", roundTripMs: 12.4 },
};
const said = (findings: Partial<ConnectionFindings>, knowsServers = true): string =>
  findingLines({ ...found, ...findings }, knowsServers)
    .map(({ is, text }) => `${is}: ${english(text)}`)
    .join("\n");

describe("what a connection test found", () => {
  it("gives the relay's round trip as it was measured", () => {
    expect(said({})).toContain("good: The relay works: there and back in 12 ms.");
  });

  it("says who has to set what where there is no relay", () => {
    expect(said({ relay: { is: "not-offered" } })).toContain("TURN_URLS");
  });

  it("calls a relay that does not work bad", () => {
    expect(said({ relay: { is: "fails" } })).toMatch(/bad: The server names a relay/);
  });

  it("speaks of no server before one is known", () => {
    const text = said({ reachesOut: "not-offered", relay: { is: "not-offered" } }, false);
    expect(text).toContain("Join, then test again");
    expect(text).not.toContain("TURN_URLS");
  });

  it("says where a browser cannot even reach itself", () => {
    expect(said({ connects: false })).toMatch(/^bad: /);
  });
});
