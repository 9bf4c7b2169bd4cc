import { isIP } from "node:net";

/**
 * One writing for each address: dotted IPv4, of IPv6 all eight groups; an IPv4 address mapped into
 * IPv6 is the former. `null` where the text is no address.
 */
export function canonicalAddress(text: string): string | null {
  const bare = text.trim().replace(/%.*$/, "");
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return null;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return groups.map((group) => group.toString(16)).join(":");
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * The address that a request came from. `X-Forwarded-For` is believed as far as it was written by
 * proxies that the operator named: read from its end, up to the first address that is none of them.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: ReadonlySet<string>,
): string {
  const hops = (forwardedFor ?? "").split(",");
  let address = canonicalAddress(peer ?? "") ?? "unknown";
  while (trustedProxies.has(address)) {
    const before = canonicalAddress(hops.pop() ?? "");
    if (before === null) break;
    address = before;
  }
  return address;
}

/**
 * What counts as one address for the limits: of IPv6 the /64, since whoever has one address of it
 * has them all.
 */
export function limitedAs(address: string): string {
  return address.includes(":") ? `${address.split(":").slice(0, 4).join(":")}::/64` : address;
}

/** The eight numbers of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const before = partsOf(head);
  if (tail === undefined) return before;
  const after = partsOf(tail);
  const missing = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

function partsOf(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    if (!part.includes(".")) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
