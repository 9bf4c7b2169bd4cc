import { createSignal, Show } from "solid-js";
import { render } from "solid-js/web";
import { askBackground, listenToBackground } from "../shared/ask-background.ts";
import { setPageLanguage } from "../shared/i18n.ts";
import { CallApp } from "./CallApp.tsx";
import { createCallStore } from "./call-store.ts";
import type { CallActions, CallProblem, CallView } from "./call-view.ts";
import { systemClock } from "./clock.ts";
import { createBackdropStore } from "./backdrop/browser-backdrop-store.ts";
import { browserFilters } from "./backdrop/filter-maker.ts";
import { browserEars } from "./captions/browser-ears.ts";
import { browserMedia } from "./media/browser-media.ts";
import { storedHabits } from "./media/device-habits.ts";
import { createSounds } from "./media/sounds.ts";
import { preferencesIn } from "./preferences.ts";
import { createBrowserStore } from "./files/browser-store.ts";
import { createOwnFolder } from "./files/own-folder.ts";
import { saveToDownloads } from "./files/save-to-downloads.ts";
import { createFilmMaker } from "./recording/film-maker.ts";
import { createPeerLinkLoader } from "./peers/load-peer-link.ts";
import { emptyCall, noActions } from "./empty-call.ts";
import { lastCallIn } from "./session/last-call.ts";
import { makeSessionKeys } from "./session/session-keys.ts";
import { openWebSocket } from "./session/signaling-client.ts";
import { createWalletAsks } from "./session/wallet-asks.ts";
import { AppError } from "../shared/errors.ts";

/** Builds the real ports and the store; everything else is elsewhere. */

setPageLanguage(document);

const parameters = new URLSearchParams(location.search);
const server = parameters.get("server") ?? "";
const roomId = parameters.get("room") ?? "";

const [call, setCall] = createSignal<{ view: CallView; actions: CallActions } | null>(null);
const [loading, setLoading] = createSignal<CallView>(
  emptyCall(server, roomId, { stage: "loading" }),
);

async function begin(): Promise<void> {
  const folder = createOwnFolder();
  const links = createPeerLinkLoader();
  const [record, identities] = await Promise.all([
    askBackground("call/room", { server, roomId }),
    askBackground("wallet/list", null),
  ]);
  const store = createCallStore({
    record,
    identities,
    ask: askBackground,
    listen: listenToBackground,
    asks: createWalletAsks(askBackground, listenToBackground, systemClock),
    media: browserMedia,
    habits: storedHabits(localStorage),
    sounds: createSounds(),
    openSignaling: openWebSocket,
    makeKeys: async () => {
      await links.load();
      return makeSessionKeys();
    },
    openLink: links.open,
    clock: systemClock,
    random: Math.random,
    cores: navigator.hardwareConcurrency,
    preferences: preferencesIn(localStorage),
    lastCall: lastCallIn(sessionStorage, server, roomId),
    openConnection: (configuration) => new RTCPeerConnection(configuration),
    fileStore: createBrowserStore(folder),
    film: createFilmMaker(folder),
    ears: browserEars,
    filters: browserFilters,
    backdrops: createBackdropStore(localStorage),
    saveText: (fileName, text) =>
      saveToDownloads(new Blob([text], { type: "text/plain;charset=utf-8" }), fileName),
    copy: (text) => navigator.clipboard.writeText(text),
  });
  addEventListener("pagehide", store.dispose);
  setCall(store);
}

function problemOf(error: unknown): CallProblem {
  const code = error instanceof AppError ? error.code : "background/unreachable";
  return code === "room/unknown" ? { problem: "room-not-in-wallet" } : { problem: "wallet", code };
}

const root = document.querySelector("#app");
if (root !== null) {
  render(
    () => (
      <Show when={call()} fallback={<CallApp view={loading()} actions={noActions} />}>
        {(store) => <CallApp view={store().view} actions={store().actions} />}
      </Show>
    ),
    root,
  );
}
begin().catch((error: unknown) =>
  setLoading(emptyCall(server, roomId, { stage: "left", problem: problemOf(error) })),
);
