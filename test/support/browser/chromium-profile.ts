import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "../../../scripts/steps/programs.mjs";
import { builtFolder } from "../build/built-extension.ts";
import { type Complaints, listenForComplaints } from "./complaints.ts";

/** What this profile's camera and microphone are. */
export type Devices =
  /** A moving picture and a beep, and the browser's prompt answered with yes. */
  | "fake"
  /** The person has refused camera and microphone. */
  | "refused"
  /** No camera is plugged in. */
  | "no-camera";

export interface ProfileOptions {
  readonly devices?: Devices;
  /** Frames a second of the fake camera: fewer where many people share two cores. */
  readonly framesPerSecond?: number;
  /** How many fake cameras are plugged in; one where left out. */
  readonly cameras?: number;
  /** A WAV file that the fake microphone plays again and again; it beeps where left out. */
  readonly microphone?: string;
  readonly colorScheme?: "light" | "dark";
  /** Network namespace that it runs in, made by test/support/network. */
  readonly namespace?: string;
  /** Folder of the unpacked extension; the built one where left out. */
  readonly extension?: string;
}

/** A Chromium of one person: own empty profile, own process, the built extension loaded. */
export interface ChromiumProfile {
  readonly context: BrowserContext;
  readonly browser: Browser;
  /** Everything that pages and worker said on the console as an error, and all that was thrown. */
  readonly complaints: Complaints;
  /** `chrome-extension://<id>`. */
  readonly origin: string;
  /** Address of a page of the extension, such as `popup/index.html`. */
  readonly url: (page: string) => string;
  readonly close: () => Promise<void>;
}

const startMs = 30_000;
const actionMs = 15_000;

export async function openChromiumProfile(options: ProfileOptions = {}): Promise<ChromiumProfile> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("there is no Chromium to test with");
  const extension = options.extension ?? builtFolder("chrome");
  const folder = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  const removeFolder = (): void =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

  turnOnDeveloperMode(folder);

  let context: BrowserContext | undefined;
  try {
    context = await chromium.launchPersistentContext(folder, {
      executablePath:
        options.namespace === undefined
          ? executablePath
          : inNamespace(executablePath, options.namespace, folder),
      headless: false,
      timeout: startMs,
      // The window's own size: the approval window is as large as the worker made it.
      viewport: null,
      colorScheme: options.colorScheme ?? "light",
      args: argumentsFor(extension, options),
    });
    context.setDefaultTimeout(actionMs);
    const complaints = listenForComplaints(context);
    const worker =
      context.serviceWorkers()[0] ??
      (await context.waitForEvent("serviceworker", { timeout: startMs }));
    await enlargeWindow(context);
    const origin = `chrome-extension://${new URL(worker.url()).host}`;
    const browser = context.browser();
    if (browser === null) throw new Error("playwright gives no browser for this profile");
    const url = (page: string): string => `${origin}/extension/${page}`;
    if (options.devices === "refused") await refuseDevices(browser, origin);
    const opened = context;
    return {
      context,
      browser,
      complaints,
      origin,
      url,
      close: async () => {
        await opened.close().catch(() => undefined);
        removeFolder();
      },
    };
  } catch (error) {
    await context?.close().catch(() => undefined);
    removeFolder();
    throw error;
  }
}

function argumentsFor(extension: string, options: ProfileOptions): string[] {
  const devices = options.devices ?? "fake";
  const count =
    devices === "no-camera"
      ? "device-count=0"
      : `fps=${options.framesPerSecond ?? 20},device-count=${options.cameras ?? 1}`;
  return [
    "--headless=new",
    "--no-sandbox",
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    `--use-fake-device-for-media-stream=${count}`,
    ...(options.microphone === undefined
      ? []
      : [`--use-file-for-fake-audio-capture=${options.microphone}`]),
    ...(devices === "refused" ? [] : ["--use-fake-ui-for-media-stream"]),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // As on systems that lay them over the page; a picture of a screen needs none.
    "--hide-scrollbars",
    // A call is measured in tabs that are not in front, on machines without sound.
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
  ];
}

/** A program that starts this one in a namespace: a launcher takes no words in front of its own. */
function inNamespace(executablePath: string, namespace: string, folder: string): string {
  const path = join(folder, "in-namespace");
  const script = `#!/bin/sh\nexec ip netns exec ${namespace} '${executablePath}' "$@"\n`;
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

/** As whoever loads an unpacked extension has: without it, one that reloads itself stays off. */
function turnOnDeveloperMode(folder: string): void {
  mkdirSync(join(folder, "Default"));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
}

/** The first window alone: `--window-size` would override the size of every window that is opened. */
async function enlargeWindow(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const { windowId } = await session.send("Browser.getWindowForTarget");
  await session.send("Browser.setWindowBounds", { windowId, bounds: { width: 1280, height: 800 } });
  await session.detach();
}

/** As if the person had chosen "never" in the browser's own settings. */
async function refuseDevices(browser: Browser, origin: string): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  for (const name of ["camera", "microphone"]) {
    await session.send("Browser.setPermission", {
      permission: { name },
      setting: "denied",
      origin,
    });
  }
  await session.detach();
}
