/**
 * Calls back when this command is told to stop: by Ctrl-C, by a signal, or by the death of npm's
 * shell, which stands between npm and this process and passes no signal on.
 *
 * @param {() => void} stop
 * @returns {() => void} takes the callback away
 */
export function onStop(stop) {
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const parent = process.ppid;
  const startedByNpm = process.env["npm_lifecycle_event"] !== undefined;
  const watch = setInterval(() => {
    if (startedByNpm && process.ppid !== parent) stop();
  }, 500).unref();
  return () => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    clearInterval(watch);
  };
}
