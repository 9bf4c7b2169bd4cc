// @ts-check
// peerjs-server as it comes; only the limits that 5,000 idle members would meet are raised.

import { PeerServer } from "peer";

PeerServer({
  host: "127.0.0.1",
  port: Number(process.env["PORT"]),
  path: "/",
  concurrent_limit: 100_000,
  alive_timeout: 3_600_000,
});
