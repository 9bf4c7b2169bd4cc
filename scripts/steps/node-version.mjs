const least = [20, 19];

/** @returns {string | undefined} a sentence where this Node is too old */
export function nodeTooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Latchkey needs Node ${least.join(".")} or newer; this is ${version}. Install one from https://nodejs.org and run the command again.`;
}
