import type { Download, Locator, Page } from "playwright-core";
import type { CallTab } from "./call-tab.ts";

/** The chat beside the faces, used as a person uses it. */
export interface ChatPanel {
  readonly panel: Locator;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly say: (text: string) => Promise<void>;
  /** Until this stands in the panel. */
  readonly until: (text: string | RegExp) => Promise<void>;
  /** The card of a file, by its name. */
  readonly file: (name: string) => Locator;
  /** Chooses a file of this machine's disk and offers it to everybody. */
  readonly sendFile: (path: string) => Promise<void>;
  /** Drops a file with this content on the page; who gets it is asked next. */
  readonly dropFile: (name: string, content: string) => Promise<void>;
  readonly offer: () => Promise<void>;
  /** Accepts, and waits for what the browser saves. */
  readonly acceptAndSave: (name: string) => Promise<Download>;
}

export function chatPanel({ page, button }: CallTab): ChatPanel {
  const panel = page.getByRole("complementary", { name: "Chat" });
  const dialog = page.getByRole("dialog", { name: "Send file" });
  const file = (name: string): Locator => panel.getByRole("group", { name, exact: true });
  const offer = (): Promise<void> => dialog.getByRole("button", { name: "Offer" }).click();
  return {
    panel,
    open: async () => {
      await button("Chat").click();
      await panel.getByRole("textbox", { name: "Message" }).waitFor();
    },
    close: () => panel.getByRole("button", { name: "Close" }).click(),
    say: async (text) => {
      const field = panel.getByRole("textbox", { name: "Message" });
      await field.fill(text);
      await field.press("Enter");
    },
    until: (text) => panel.getByText(text).first().waitFor(),
    file,
    sendFile: async (path) => {
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        panel.getByRole("button", { name: "Send file" }).click(),
      ]);
      await chooser.setFiles(path);
      await offer();
    },
    dropFile: async (name, content) => {
      await dropOn(page, name, content);
      await dialog.getByText(name).waitFor();
    },
    offer,
    acceptAndSave: async (name) => {
      const [download] = await Promise.all([
        page.waitForEvent("download", { timeout: 60_000 }),
        file(name).getByRole("button", { name: "Accept" }).click(),
      ]);
      return download;
    },
  };
}

async function dropOn(page: Page, name: string, content: string): Promise<void> {
  await page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], fileName!));
      for (const type of ["dragover", "drop"]) {
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
        );
      }
    },
    [name, content],
  );
}
