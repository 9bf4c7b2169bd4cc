import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "puppeteer-core";

/**
 * A person's hands on a page of the extension in Firefox. Puppeteer's own locators wait for a
 * navigation that Firefox never tells of there (its issue 14314), so places are asked of the page
 * and pressed with a real pointer.
 */

const patienceMs = 20_000;
const pollMs = 100;

/** Presses the button of that name as soon as it may be pressed. */
export async function press(page: Page, name: string): Promise<void> {
  const { x, y } = await placeOf(page, "button", name);
  await page.mouse.click(x, y);
}

/** Waits for a button. */
export async function untilButton(page: Page, name: string): Promise<void> {
  await placeOf(page, "button", name);
}

export async function fill(page: Page, label: string, text: string): Promise<void> {
  const { x, y } = await placeOf(page, "input, textarea", label);
  await page.mouse.click(x, y);
  await page.keyboard.type(text);
}

async function placeOf(
  page: Page,
  selector: string,
  name: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const until = performance.now() + patienceMs;
  let seen = "";
  while (performance.now() < until) {
    const found = await page.evaluate(lookFor, selector, name);
    if (typeof found !== "string") return found;
    seen = found;
    await wait(pollMs);
  }
  throw new Error(`no "${name}" to press; the page says:\n${seen}`);
}

// Runs in the page. The text of the page where there is none.
function lookFor(selector: string, name: string): { x: number; y: number } | string {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const own = labels ? [...(element.labels ?? [])].map((it) => it.textContent).join(" ") : "";
    const names = [element.getAttribute("aria-label"), own, labels ? "" : element.textContent];
    if (!names.some((it) => it?.trim() === name)) continue;
    if (element.matches(":disabled, [aria-disabled='true']")) continue;
    element.scrollIntoView({ block: "center" });
    const { x, y, width, height } = element.getBoundingClientRect();
    if (width > 0) return { x: x + width / 2, y: y + height / 2 };
  }
  return document.body.innerText.slice(0, 600);
}
