import { readFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { bundlePreview, type PreviewFile } from "./bundle.ts";
import type { Preview } from "./preview.tsx";

declare global {
  interface Window {
    preview: Preview;
  }
}

export interface PreviewBrowser {
  /** A page with a scene, in a context of its own. `refusals`: what the page's policy refused. */
  readonly open: (scene: string, look?: PreviewLook) => Promise<PreviewPage>;
  readonly close: () => Promise<void>;
}

export interface PreviewPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors and console errors, refusals of the content security policy among them. */
  readonly complaints: readonly string[];
}

export interface PreviewLook {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly forcedColors?: "active" | "none";
  /** Nothing is evaluated in the page, which counts as a click: sound stays held back. */
  readonly isUntouched?: boolean;
}

/** Origin of the preview pages: answered from memory, so that nothing has to listen anywhere. */
const origin = "https://preview.test";
const entry = "/extension/call/index.html";
/** Enough for a page on a busy machine. */
const drawnMs = 2_000;

export interface PreviewBrowserOptions {
  /** True: sound does not play before the person has clicked, as on a page one never used. */
  readonly holdsSoundBack?: boolean;
  readonly executablePath?: string;
}

export async function openPreviewBrowser(
  options: PreviewBrowserOptions = {},
): Promise<PreviewBrowser> {
  const files = await bundlePreview();
  const policy = extensionPolicy();
  const browser: Browser = await chromium.launch({
    executablePath: options.executablePath ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--autoplay-policy=${options.holdsSoundBack ? "document-user-activation-required" : "no-user-gesture-required"}`,
    ],
  });
  return {
    open: (scene, look = {}) => openPage(browser, files, policy, scene, look),
    close: () => browser.close(),
  };
}

async function openPage(
  browser: Browser,
  files: ReadonlyMap<string, PreviewFile>,
  policy: string,
  scene: string,
  look: PreviewLook,
): Promise<PreviewPage> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.scheme ?? "light",
    forcedColors: look.forcedColors ?? "none",
    reducedMotion: "reduce",
    permissions: ["microphone"],
  });
  await context.route(`${origin}/**`, (route) => {
    const file = files.get(new URL(route.request().url()).pathname);
    return file
      ? route.fulfill({
          contentType: file.type,
          body: file.body,
          headers: { "content-security-policy": policy },
        })
      : route.fulfill({ status: 404, body: "" });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => {
    if (line.type() === "error") complaints.push(line.text());
  });
  const call = page.waitForEvent("requestfinished", (request) =>
    request.url().includes("/in-call"),
  );
  await page.goto(`${origin}${entry}#${scene}`);
  await call;
  if (look.isUntouched) {
    // Asking the page whether it has drawn would be the click that must not be.
    await page.waitForTimeout(drawnMs);
    return { page, context, complaints };
  }
  // The call itself comes after the lobby: what a test does at once must find it there.
  await page.locator("main").first().waitFor();
  return { page, context, complaints };
}

/** The policy that the manifest gives the extension's pages. */
function extensionPolicy(): string {
  const manifest = JSON.parse(
    readFileSync(new URL("../../../manifest.json", import.meta.url), "utf8"),
  ) as { content_security_policy: { extension_pages: string } };
  return manifest.content_security_policy.extension_pages;
}
