import type { CameraFilter } from "../media/camera-filter.ts";
import type { BackdropActions, BackdropChoice, BackdropView } from "./backdrop-view.ts";
import type { BackdropStore, OpenFilter, FilterMaker, Look } from "./filter-ports.ts";

/** What stands behind the person in the own picture. */
export interface Backdrop extends CameraFilter {
  readonly view: () => BackdropView;
  readonly actions: BackdropActions;
}

export interface BackdropDeps {
  readonly filters: FilterMaker;
  readonly store: BackdropStore;
  readonly changed: () => void;
  /**
   * The background is off though it was wanted. Whoever chose it has something behind them that is
   * not for others, so the camera has to be turned off as well.
   */
  readonly dropped: (why: "too-slow" | "failed") => void;
}

export function createBackdrop(deps: BackdropDeps): Backdrop {
  const { filters, store } = deps;
  let choice = store.choice();
  let raw: MediaStreamTrack | null = null;
  let shown: MediaStreamTrack | null = null;
  let filter: OpenFilter | null = null;
  let isNative = false;
  let isStarting = false;
  let picture: Blob | null = null;
  let isPictureBad = false;
  /** Grows with each change: what takes its time must not come in over something newer. */
  let turn = 0;
  let listener = (): void => undefined;
  void learnPicture();

  const show = (track: MediaStreamTrack | null): void => {
    if (track === shown) return;
    shown = track;
    listener();
  };
  const closeFilter = (): void => {
    filter?.close();
    filter = null;
  };
  const drop = (why: "too-slow" | "failed"): void => {
    turn += 1;
    isStarting = false;
    show(null);
    closeFilter();
    choice = "none";
    store.keepChoice(choice);
    deps.dropped(why);
    deps.changed();
  };

  const bare = async (camera: MediaStreamTrack): Promise<void> => {
    const wasNative = isNative;
    isNative = false;
    if (wasNative) void filters.blurByItself(camera, false).catch(() => undefined);
    show(camera);
    closeFilter();
  };

  const lookOf = async (wanted: "blur" | "picture"): Promise<Look> => {
    if (wanted === "blur") return { kind: "blur" };
    picture ??= await store.picture();
    if (picture === null) throw new Error("no picture is kept");
    return { kind: "picture", picture: await filters.decode(picture) };
  };

  /** Puts what was chosen behind the camera that is there. */
  const dress = async (camera: MediaStreamTrack, mine: number): Promise<void> => {
    if (choice === "none") return bare(camera);
    if (choice === "blur" && (await filters.blurByItself(camera, true).catch(() => false))) {
      if (mine !== turn) return;
      isNative = true;
      show(camera);
      return closeFilter();
    }
    if (mine !== turn) return;
    const look = await lookOf(choice);
    if (mine !== turn) return;
    if (filter !== null) return filter.setLook(look);
    let isMine = false;
    const opened = await filters.open(camera, look, () => {
      if (isMine && filter !== null && shown === filter.track) drop("too-slow");
    });
    if (mine !== turn) return opened.close();
    isMine = true;
    filter = opened;
    show(opened.track);
  };

  const apply = async (): Promise<void> => {
    const mine = ++turn;
    if (raw === null) {
      show(null);
      return closeFilter();
    }
    isStarting = choice !== "none";
    deps.changed();
    try {
      await dress(raw, mine);
    } catch {
      if (mine === turn) drop("failed");
    }
    if (mine !== turn) return;
    isStarting = false;
    deps.changed();
  };

  const choose = (wanted: BackdropChoice): void => {
    if (wanted === choice) return;
    choice = wanted;
    store.keepChoice(choice);
    void apply();
  };

  return {
    view: () => ({
      choice,
      isStarting: isStarting && raw !== null,
      hasPicture: picture !== null,
      isPictureBad,
    }),
    actions: {
      chooseBackdrop: (wanted) => {
        if (wanted !== "picture" || picture !== null) choose(wanted);
      },
      choosePicture: (file) => void takePicture(file),
    },
    take: (camera) => {
      if (camera === raw) return;
      raw = camera;
      isNative = false;
      // What was made of the camera before shows that one, and this one is bare.
      if (choice !== "none") {
        show(null);
        closeFilter();
      }
      void apply();
    },
    track: () => shown,
    listen: (wanted) => {
      listener = wanted;
    },
  };

  async function learnPicture(): Promise<void> {
    picture ??= await store.picture();
    deps.changed();
  }

  async function takePicture(file: Blob): Promise<void> {
    try {
      picture = await filters.shrink(file);
    } catch {
      isPictureBad = true;
      return deps.changed();
    }
    isPictureBad = false;
    choice = "picture";
    store.keepChoice(choice);
    // Where it cannot be kept it is there for this call.
    void store.keepPicture(picture).catch(() => undefined);
    await apply();
  }
}
