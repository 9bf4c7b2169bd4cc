import { describe, expect, it } from "vitest";
import {
  jwkFile,
  opensshFile,
  pkcs8File,
  pkcs8FromSshKeygen,
  publicKeyOfText,
  publicPem,
  rsaFile,
  sec1File,
  withoutComment,
} from "../support/e2e/key-files.ts";
import { openImportTab } from "../support/e2e/screens/import-tab.ts";
import { openPopup } from "../support/e2e/screens/popup.ts";
import { createStage } from "../support/e2e/stage.ts";
import { says } from "../support/e2e/words.ts";

const stage = createStage();

describe("generating a key", () => {
  it("asks for a name first, then keeps the key over a restart of the popup", async () => {
    const profile = await stage.profile();
    const popup = await openPopup(profile);
    await popup.button("Generate key").click();
    await popup.page.getByText(says("errWalletNameEmpty")).waitFor();
    await popup.generateKey("Alice");
    const line = await popup.copyPublicKey();
    expect(line).toMatch(/^ecdsa-sha2-nistp256 AAAA\S+ Alice$/);
    await popup.page.close();

    const again = await openPopup(profile);
    await again.identities.getByRole("listitem").waitFor();
    expect(await again.copyPublicKey()).toBe(line);
  });

  it("renames and removes a key only when asked twice", async () => {
    const person = await stage.person("Alice");
    const popup = await openPopup(person.profile);
    await popup.button("More").click();
    await popup.button("Rename").click();
    await popup.page.getByLabel("Name", { exact: true }).fill("Alice at work");
    await popup.button("Save").click();
    await popup.page.getByText("Alice at work", { exact: true }).first().waitFor();

    await popup.button("Remove").click();
    const dialog = popup.page.getByRole("dialog");
    await dialog.waitFor();
    // Enter does no harm: Cancel has the focus.
    await popup.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    expect(await popup.identities.getByRole("listitem").count()).toBe(1);
    await popup.button("Remove").click();
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await popup.page.getByRole("heading", { name: says("popupWelcomeTitle") }).waitFor();
  });
});

describe("importing a key", () => {
  it("takes the PKCS #8 file that ssh-keygen made, as the same key", async () => {
    const profile = await stage.profile();
    const tab = await openImportTab(profile);
    const { content, publicKey } = pkcs8FromSshKeygen();
    await tab.importFile("work laptop.pem", content);
    await tab.page.getByText(says("popupImportedTitle")).waitFor();
    expect(await tab.copyPublicKey()).toBe(`${publicKey} work laptop`);
    const popup = await openPopup(profile);
    await popup.identities.getByText("work laptop", { exact: true }).first().waitFor();
  });

  it("takes a private JWK from the clipboard, as the same key, and only once", async () => {
    const profile = await stage.profile();
    const tab = await openImportTab(profile);
    const { jwk, pkcs8 } = jwkFile();
    await tab.importText("Phone", JSON.stringify(jwk));
    await tab.page.getByText(says("popupImportedTitle")).waitFor();
    expect(withoutComment(await tab.copyPublicKey())).toBe(publicKeyOfText(pkcs8));

    await tab.page.getByRole("button", { name: "Import another key" }).click();
    await tab.importText("Again", pkcs8);
    await tab.page.getByText(says("errWalletDuplicate")).waitFor();
    const popup = await openPopup(profile);
    await popup.identities.getByRole("listitem").first().waitFor();
    expect(await popup.identities.getByRole("listitem").count()).toBe(1);
  });

  it.each([
    ["OpenSSH with a passphrase", () => opensshFile("secret"), "secret"],
    ["OpenSSH without", () => opensshFile(), ""],
    ["PKCS #8 with a passphrase", () => pkcs8File("P-384", "secret"), "secret"],
    ["SEC 1", () => sec1File(), ""],
  ])("takes a key file: %s", async (_, make, passphrase) => {
    const profile = await stage.profile();
    const tab = await openImportTab(profile);
    await tab.importFile("id_ecdsa", make());
    if (passphrase !== "") {
      await tab.notice.getByText(says("errWalletImportPassphraseNeeded")).waitFor();
      await tab.tryPassphrase("wrong");
      await tab.notice.getByText(says("errWalletImportPassphraseWrong")).waitFor();
      await tab.tryPassphrase(passphrase);
    }
    await tab.page.getByText(says("popupImportedTitle")).waitFor();
  });

  it("says what a wrong, foreign or broken file is, and stores nothing", async () => {
    const profile = await stage.profile();
    const tab = await openImportTab(profile);
    const good = pkcs8File();
    const { jwk } = jwkFile();
    const files: readonly (readonly [string, string | Buffer, Parameters<typeof says>[0]])[] = [
      ["nothing in it", "", "errWalletImportEmpty"],
      ["a public key", publicPem(), "errWalletImportPublicKey"],
      ["a line of authorized_keys", `${publicKeyOfText(good)} me`, "errWalletImportPublicKey"],
      ["with a passphrase", pkcs8File("P-256", "secret"), "errWalletImportPassphraseNeeded"],
      ["RSA", rsaFile(), "errWalletImportOtherAlgorithm"],
      ["cut off", good.slice(0, 120), "errWalletImportDamaged"],
      ["two keys", good + pkcs8File(), "errWalletImportSeveralKeys"],
      ["PuTTY", "PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\n", "errWalletImportPutty"],
      [
        "parts that differ",
        JSON.stringify({ ...jwk, d: jwkFile().jwk["d"] }),
        "errWalletImportMismatch",
      ],
      ["a public JWK", JSON.stringify({ ...jwk, d: undefined }), "errWalletImportPublicKey"],
      ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), "errWalletImportNotText"],
      ["a letter", "Dear Bob, here is my key.", "errWalletImportUnknownFormat"],
      ["a disk image", Buffer.alloc(70_000, 65), "errWalletImportTooLarge"],
    ];
    for (const [name, content, text] of files) {
      await tab.importFile(`${name}.pem`, content);
      await expect.poll(() => tab.notice.textContent(), { message: name }).toContain(says(text));
    }
    const popup = await openPopup(profile);
    await popup.page.getByRole("heading", { name: says("popupWelcomeTitle") }).waitFor();
  });
});
