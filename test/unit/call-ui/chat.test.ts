import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../../support/browser/axe.ts";
import { asked, button, poll, usePreview } from "../../support/preview-call/use-preview.ts";

const on = usePreview();

const panel = (page: Page): Locator => page.getByRole("complementary", { name: "Chat" });

async function open(page: Page): Promise<void> {
  await button(page, "Chat").click();
  await panel(page).getByRole("textbox", { name: "Message" }).waitFor();
}

async function drop(page: Page, type: "drop" | "paste", name: string): Promise<void> {
  await page.evaluate(
    ([kind, fileName]) => {
      const data = new DataTransfer();
      data.items.add(new File(["hello"], fileName!));
      const options = { bubbles: true, cancelable: true };
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        kind === "drop"
          ? new DragEvent("drop", { ...options, dataTransfer: data })
          : new ClipboardEvent("paste", { ...options, clipboardData: data }),
      );
    },
    [type, name],
  );
}

describe("the chat", { timeout: 60_000 }, () => {
  it("counts what is unread in words, and says that it was read", async () => {
    await on("call-chat", {}, async (page) => {
      expect(await button(page, "Chat").getAttribute("title")).toBe("4 unread messages");
      await open(page);
      await poll(() => asked(page)).toEqual([["readChat"], ["readFiles"]]);
      expect(await accessibilityViolations(page)).toEqual([]);
    });
  });

  it("shows whose word each name is, and what did not get through", async () => {
    await on("call-chat", {}, async (page) => {
      await open(page);
      const text = (await panel(page).getByRole("list").first().textContent()) ?? "";
      expect(text).toContain("12 older messages are no longer kept.");
      expect(text).toContain("says: Carol");
      expect(text).toContain("14 more messages came too fast");
      expect(text).toMatch(/Not delivered to .+ yet/);
      expect(text).toContain("Not delivered to “Bob”, who has left.");
    });
  });

  it("makes links that tell nothing and hide no host", async () => {
    await on("call-chat-said", {}, async (page) => {
      await open(page);
      const links = panel(page).getByRole("link");
      expect(await links.count()).toBe(2);
      for (const link of await links.all()) {
        expect(await link.getAttribute("rel")).toBe("noreferrer noopener");
        expect(await link.getAttribute("target")).toBe("_blank");
      }
      expect(await links.last().textContent()).toBe("http://xn--pple-43d.example/tender");
    });
  });

  it("sends with Enter and breaks the line with Shift", async () => {
    await on("call-2", {}, async (page) => {
      await open(page);
      expect(await panel(page).textContent()).toContain("whoever comes later does not see it");
      const field = panel(page).getByRole("textbox", { name: "Message" });
      await field.pressSequentially("one");
      await field.press("Shift+Enter");
      await field.pressSequentially("two");
      await field.press("Enter");
      expect(await asked(page)).toEqual([["sayInChat", "one\ntwo"]]);
      // The preview takes nothing: what was not taken stays to be sent again.
      expect(await field.inputValue()).toBe("one\ntwo");
      expect(await panel(page).getByRole("status").first().textContent()).toContain("Wait");
    });
  });

  it("asks to whom a pasted or dropped file goes", async () => {
    await on("call-4", {}, async (page) => {
      await open(page);
      await panel(page).getByRole("textbox", { name: "Message" }).focus();
      await drop(page, "paste", "image.png");
      const dialog = page.getByRole("dialog", { name: "Send file" });
      await dialog.getByText("image.png").waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await dialog.getByRole("combobox", { name: "To whom" }).selectOption({ index: 1 });
      await dialog.getByRole("button", { name: "Offer" }).click();
      expect((await asked(page)).at(-1)).toMatchObject(["sendFiles", [{}], ["peer-1"]]);
      await dialog.waitFor({ state: "hidden" });
      await drop(page, "drop", "plan.pdf");
      await dialog.getByText("plan.pdf").waitFor();
      await dialog.getByRole("button", { name: "Offer" }).click();
      expect((await asked(page)).at(-1)).toMatchObject([
        "sendFiles",
        [{}],
        ["peer-1", "peer-2", "peer-3"],
      ]);
    });
  });

  it("lets a person answer, hold and end each file", async () => {
    await on("call-chat", {}, async (page) => {
      await open(page);
      const card = (name: string): Locator => panel(page).getByRole("group", { name });
      const press = (name: string, action: string): Promise<void> =>
        card(name).getByRole("button", { name: action, exact: true }).click();
      await page.evaluate(() => window.preview.asked.splice(0));
      await press("bridge-plan-2026.pdf", "Accept");
      await press("bridge-plan-2026.pdf", "Refuse");
      await press("Photos of the river bank", "Pause");
      await press("Photos of the river bank", "Cancel");
      await press("minutes.txt", "Save again");
      await press("invoice_exe.pdf", "Remove from the list");
      const names = (await asked(page)).map(([name]) => name);
      expect(names).toEqual([
        "acceptFile",
        "refuseFile",
        "pauseFile",
        "cancelFile",
        "saveFile",
        "dismissFile",
      ]);
      const text = await card("Photos of the river bank").textContent();
      expect(text).toContain("612 MB of 1.9 GB, 24 MB/s, 54 seconds left");
      expect(await card("tender.docx").textContent()).toContain("Paused by the other side");
      expect(await card("invoice_exe.pdf").textContent()).toContain("Nothing was kept");
    });
  });

  it("reads out what comes, open or not", async () => {
    await on("call-2", {}, async (page) => {
      await page.evaluate(() => {
        const from = { peerId: "peer-1", keyId: "x", knownName: "Bob", claimedName: "" };
        const entry = { id: 1, atMs: 0, from, text: "over here", missed: [], dropped: 0 };
        window.preview.change({ chat: { entries: [entry], trimmed: 0, unread: 1 } });
      });
      await page.getByRole("status").getByText("Bob: over here").waitFor({ state: "attached" });
    });
  });

  it("fits a narrow page", async () => {
    await on("call-chat", { width: 360, height: 640 }, async (page) => {
      await open(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      expect(await button(page, "Send file").isVisible()).toBe(true);
      expect(await button(page, "Save chat").isVisible()).toBe(true);
    });
  });
});
