// The popup and the tab with the same app, told apart by data-place of the page.

import { render } from "solid-js/web";
import { askBackground, listenToBackground } from "../shared/ask-background.ts";
import { setPageLanguage } from "../shared/i18n.ts";
import "../shared/theme.css";
import { PopupApp } from "./components/popup-app.tsx";
import { sessionDrafts } from "./platform/session-drafts.ts";
import { openInTab, viewOfHash } from "./platform/tab-page.ts";
import { browserPermissions } from "./platform/browser-permissions.ts";
import { createPopupStore } from "./popup-store.ts";

setPageLanguage(document);

const isTab = document.documentElement.dataset["place"] === "tab";
const openTab = isTab ? null : openInTab;

render(() => {
  const store = createPopupStore(
    {
      ask: askBackground,
      listen: listenToBackground,
      pages: { openTab },
      permissions: browserPermissions,
      drafts: sessionDrafts,
      deriveBcrypt: async (passphrase, lock) => {
        const { deriveInWorker } = await import("./key-file/bcrypt.ts");
        return deriveInWorker(passphrase, lock);
      },
    },
    isTab ? viewOfHash(location.hash) : "home",
  );
  void store.actions.load();
  return <PopupApp store={store} openTab={openTab} />;
}, document.body);
