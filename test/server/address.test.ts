import { describe, expect, test } from "vitest";
import { canonicalAddress, clientAddress, limitedAs } from "../../server/address.ts";

describe("one writing for each address", () => {
  test.each([
    ["198.51.100.7", "198.51.100.7"],
    ["::ffff:198.51.100.7", "198.51.100.7"],
    ["::ffff:c633:6407", "198.51.100.7"],
    ["2001:DB8::1", "2001:db8:0:0:0:0:0:1"],
    ["2001:db8:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:1"],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["::", "0:0:0:0:0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0:0:0:0:1"],
    ["64:ff9b::192.0.2.33", "64:ff9b:0:0:0:0:c000:221"],
    [" 198.51.100.7 ", "198.51.100.7"],
    ["", null],
    ["localhost", null],
    ["198.51.100", null],
    ["198.51.100.7:443", null],
    ["[::1]", null],
    ["1:2:3", null],
  ])("%s", (text, address) => {
    expect(canonicalAddress(text)).toBe(address);
  });
});

test("an IPv6 address is limited with its /64", () => {
  expect(limitedAs("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(limitedAs("198.51.100.7")).toBe("198.51.100.7");
  expect(limitedAs("unknown")).toBe("unknown");
});

describe("the address of a client", () => {
  const proxies = new Set(["127.0.0.1", "10.0.0.1"]);
  test.each([
    [
      "is the peer's where no proxy is named",
      "198.51.100.7",
      "203.0.113.9",
      new Set<string>(),
      "198.51.100.7",
    ],
    [
      "is the peer's where the peer is no proxy",
      "198.51.100.7",
      "203.0.113.9",
      proxies,
      "198.51.100.7",
    ],
    ["is what the proxy saw", "127.0.0.1", "203.0.113.9", proxies, "203.0.113.9"],
    [
      "is the last that no proxy of ours wrote",
      "127.0.0.1",
      "6.6.6.6, 203.0.113.9, 10.0.0.1",
      proxies,
      "203.0.113.9",
    ],
    ["is the proxy's where it says nothing", "127.0.0.1", undefined, proxies, "127.0.0.1"],
    [
      "is the proxy's where it says nonsense",
      "127.0.0.1",
      "203.0.113.9, evil",
      proxies,
      "127.0.0.1",
    ],
    [
      "is known of an IPv4 proxy met over IPv6",
      "::ffff:127.0.0.1",
      "203.0.113.9",
      proxies,
      "203.0.113.9",
    ],
    ["is one for all who have none", undefined, "203.0.113.9", proxies, "unknown"],
  ])("%s", (_what, peer, forwarded, trusted, address) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(address);
  });
});
