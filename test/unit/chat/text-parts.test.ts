import { describe, expect, it } from "vitest";
import { textParts } from "../../../extension/call/chat/text-parts.ts";

const links = (text: string): string[] =>
  textParts(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));
const shown = (text: string): string =>
  textParts(text)
    .map((part) => (part.kind === "text" ? part.text : part.scheme + part.host + part.rest))
    .join("");

describe("a text with links", () => {
  it.each([
    ["see https://example.org/a.", ["https://example.org/a"]],
    ["(https://example.org)", ["https://example.org/"]],
    [
      "https://en.wikipedia.org/wiki/Key_(cryptography)",
      ["https://en.wikipedia.org/wiki/Key_(cryptography)"],
    ],
    ["http://a.example, https://b.example!", ["http://a.example/", "https://b.example/"]],
    ["HTTPS://EXAMPLE.ORG/Path", ["https://example.org/Path"]],
    ["https://example.org:8443/?q=1#top", ["https://example.org:8443/?q=1#top"]],
  ])("finds them in %s", (text, wanted) => {
    expect(links(text)).toEqual(wanted);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "chrome-extension://abc/page.html",
    "ftp://example.org",
    "example.org",
    "https://",
    "https://bank.example@evil.example/",
    "https://user:word@evil.example/",
    "xhttps://example.org",
  ])("makes none of %s", (text) => {
    expect(links(text)).toEqual([]);
    expect(shown(text)).toBe(text);
  });

  it("shows the host that the link goes to, not one that looks like it", () => {
    const [part] = textParts("https://www.аpple.com/");
    expect(part).toMatchObject({ kind: "link", host: "www.xn--pple-43d.com" });
  });

  it("keeps everything that is no link as it is", () => {
    const text = "<b>one</b>\n  two https://example.org/x three & four";
    expect(shown(text)).toBe(text);
  });
});
