import type { ChromiumProfile } from "./chromium-profile.ts";

/** What lies on the clipboard of this browser, pasted as a person would. */
export async function pasteClipboard({ context }: ChromiumProfile): Promise<string> {
  const page = await context.newPage();
  try {
    await page.setContent("<textarea></textarea>");
    const field = page.locator("textarea");
    await field.focus();
    await page.keyboard.press("ControlOrMeta+V");
    return await field.inputValue();
  } finally {
    await page.close();
  }
}
