/** `wss://call.example.org` as a person says it: `call.example.org`. */
export function serverName(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

/** A room link without its fragment, which holds the room's secret and must not be on screen. */
export function linkForTheEye(link: string): string {
  if (!URL.canParse(link)) return "";
  const { host, pathname } = new URL(link);
  const path =
    pathname.length > shownPathLength ? `${pathname.slice(0, shownPathLength)}…` : pathname;
  return host + path;
}

const shownPathLength = 13;
