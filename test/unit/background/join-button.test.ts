import { expect, test } from "vitest";
import { type AskToJoin, offerJoin } from "../../../extension/room-link/join-button.ts";

const link = "https://call.example.org/r/x#k=y";

function setUp(askToJoin: AskToJoin) {
  const clock = { nowMs: 0 };
  const asked: string[] = [];
  const said: string[] = [];
  let click: (event: Event) => void = () => expect.fail("nothing was offered");
  offerJoin({
    page: {
      offer: (onClick) => {
        click = onClick;
      },
      link: () => link,
      say: (what) => {
        said.push(what);
      },
    },
    askToJoin: (asks) => {
      asked.push(asks);
      return askToJoin(asks);
    },
    now: () => clock.nowMs,
  });
  const press = async (isTrusted: boolean): Promise<void> => {
    click({ isTrusted } as Event);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, asked, said, press };
}

test("a person's click passes the page's link on", async () => {
  const { asked, said, press } = setUp(() => Promise.resolve({ ok: true }));
  await press(true);
  expect(asked).toEqual([link]);
  expect(said).toEqual([]);
});

test("a click by the page's own script does nothing", async () => {
  const { asked, press } = setUp(() => Promise.resolve({ ok: true }));
  await press(false);
  expect(asked).toEqual([]);
});

test("impatient clicks are one, and two seconds later there may be another", async () => {
  const { asked, clock, press } = setUp(() => Promise.resolve({ ok: true }));
  await press(true);
  clock.nowMs = 1_999;
  await press(true);
  expect(asked).toHaveLength(1);
  clock.nowMs = 2_000;
  await press(true);
  expect(asked).toHaveLength(2);
});

test("says to reload where the extension was reloaded, and that a link was refused", async () => {
  const gone = setUp(() => Promise.reject(new Error("Extension context invalidated.")));
  await gone.press(true);
  expect(gone.said).toEqual(["reload"]);
  const refused = setUp(() => Promise.resolve({ ok: false }));
  await refused.press(true);
  expect(refused.said).toEqual(["refused"]);
});
