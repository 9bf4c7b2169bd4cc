import { describe, expect, it } from "vitest";
import {
  keyFileMaxBytes,
  nameOfFile,
  readKeyFile,
} from "../../../extension/popup/key-file/read-key-file.ts";

describe("a chosen file", () => {
  it("is read as it is", async () => {
    expect(await readKeyFile(new Blob(["-----BEGIN\r\nä"]))).toEqual({ text: "-----BEGIN\r\nä" });
  });

  it.each([
    ["is empty", new Blob([]), "wallet/import-empty"],
    ["is no text", new Blob([new Uint8Array([0x30, 0x81, 0x87, 0xff])]), "wallet/import-not-text"],
    ["is huge", new Blob([new Uint8Array(keyFileMaxBytes + 1)]), "wallet/import-too-large"],
  ])("that %s is refused", async (_, file, problem) => {
    expect(await readKeyFile(file)).toEqual({ problem });
  });

  it("that is huge is not read at all", async () => {
    const file = { size: 1e12, arrayBuffer: () => Promise.reject(new Error("was read")) };
    expect(await readKeyFile(file)).toEqual({ problem: "wallet/import-too-large" });
  });

  it("that cannot be read any more is damaged", async () => {
    const file = { size: 10, arrayBuffer: () => Promise.reject(new Error("NotReadableError")) };
    expect(await readKeyFile(file)).toEqual({ problem: "wallet/import-damaged" });
  });

  it.each([
    ["id_ecdsa", "id_ecdsa"],
    ["alice.pem", "alice"],
    ["a.b.json", "a.b"],
    [`${"x".repeat(60)}.pem`, "x".repeat(40)],
    [".pem", ""],
  ])("%s gives the key the name %s to begin with", (fileName, name) => {
    expect(nameOfFile(fileName)).toBe(name);
  });
});
