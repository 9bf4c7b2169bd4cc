import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import { root } from "../../../scripts/steps/root.mjs";
import {
  type ChromiumProfile,
  openChromiumProfile,
  type ProfileOptions,
} from "../browser/chromium-profile.ts";
import { type LatchkeyServer, type ServerOptions, startLatchkeyServer } from "./latchkey-server.ts";
import { newPerson, type Person } from "./person.ts";

/** Opens what a test needs; all of it ends with the test, however that ended. */
export interface Stage {
  readonly server: (options?: ServerOptions) => Promise<LatchkeyServer>;
  readonly profile: (options?: ProfileOptions) => Promise<ChromiumProfile>;
  readonly person: (name: string, options?: ProfileOptions) => Promise<Person>;
}

/**
 * To be called once at the top of a test file. A test fails where a browser complained of anything
 * that it did not expect: an error thrown, a refused resource, a broken policy.
 */
export function createStage(): Stage {
  const profiles: ChromiumProfile[] = [];
  const servers: LatchkeyServer[] = [];

  afterEach(async ({ task }) => {
    const opened = profiles.splice(0);
    const started = servers.splice(0);
    try {
      if (task.result?.state === "fail") await takePictures(task.name, opened);
      expect(opened.flatMap(({ complaints }) => complaints.unexpected())).toEqual([]);
    } finally {
      await Promise.allSettled(opened.map((profile) => profile.close()));
      await Promise.allSettled(started.map((server) => server.close()));
    }
  });

  const keep = <Thing>(things: Thing[], thing: Thing): Thing => {
    things.push(thing);
    return thing;
  };
  return {
    server: async (options) => keep(servers, await startLatchkeyServer(options)),
    profile: async (options) => keep(profiles, await openChromiumProfile(options)),
    person: async (name, options) =>
      newPerson(name, keep(profiles, await openChromiumProfile(options))),
  };
}

async function takePictures(test: string, profiles: readonly ChromiumProfile[]): Promise<void> {
  const folder = join(root, "test-output", "e2e", test.replace(/\W+/g, "-").slice(0, 60));
  mkdirSync(folder, { recursive: true });
  for (const [who, { context }] of profiles.entries()) {
    for (const [index, page] of context.pages().entries()) {
      const path = join(folder, `${who}-${index}.png`);
      await page.screenshot({ path, timeout: 3_000 }).catch(() => undefined);
    }
  }
}
