import { render } from "solid-js/web";
import { askBackground, listenToBackground } from "../shared/ask-background.ts";
import { setPageLanguage } from "../shared/i18n.ts";
import "../shared/theme.css";
import { createApprovalStore } from "./approval-store.ts";
import { ApprovalApp } from "./components/approval-app.tsx";
import { windowFocus } from "./platform/window-focus.ts";

setPageLanguage(document);

render(() => {
  const store = createApprovalStore({
    ask: askBackground,
    listen: listenToBackground,
    close: () => window.close(),
    now: () => Date.now(),
  });
  void store.actions.load();
  return <ApprovalApp store={store} focus={windowFocus} />;
}, document.body);
