/** What a page that knows no rules offers to the test that drives it. All of it is data. */
export interface RawPeers {
  /** Gives the index and the fingerprint of a new certificate. */
  readonly certificate: () => Promise<{ index: number; fingerprint: string }>;
  readonly open: (certificate: number) => Promise<number>;
  readonly offer: (peer: number) => Promise<string>;
  readonly answer: (peer: number, offer: string) => Promise<string>;
  readonly accept: (peer: number, answer: string) => Promise<void>;
  readonly candidate: (peer: number, candidate: RTCIceCandidateInit) => void;
  /** Base64 where `isText` is false. */
  readonly send: (peer: number, data: string, isText: boolean) => void;
  readonly received: (peer: number) => Promise<RawReceived>;
  readonly close: (peer: number) => void;
}

/** What has come in, whether anybody looks at it or not. */
export interface RawReceived {
  readonly packets: number;
  readonly frames: number;
  readonly connection: string;
}

export type RawEvent =
  | { readonly event: "opened" | "closed" }
  | { readonly event: "candidate"; readonly candidate: RTCIceCandidateInit }
  | { readonly event: "data"; readonly data: string; readonly isText: boolean };

export type RawWindow = Window & {
  rawPeers: RawPeers;
  rawEvent: (peer: number, event: RawEvent) => Promise<void>;
};

interface Inbound {
  readonly type: string;
  readonly packetsReceived?: number;
  readonly framesDecoded?: number;
}

/**
 * Runs in the page, so that nothing from outside may be named in it. Sends a moving picture and a
 * tone from the first moment on, bound or not, and plays whatever comes.
 */
export function installRawPeers(): void {
  const page = window as unknown as RawWindow;
  const certificates: RTCCertificate[] = [];
  const peers: {
    pc: RTCPeerConnection;
    channel: RTCDataChannel | null;
    early: RTCIceCandidateInit[];
  }[] = [];

  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d");
  setInterval(() => {
    if (drawing === null) return;
    drawing.fillStyle = `hsl(${Date.now() % 360} 90% 50%)`;
    drawing.fillRect(0, 0, canvas.width, canvas.height);
  }, 50);
  const [picture] = canvas.captureStream(20).getTracks();
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const sink = audio.createMediaStreamDestination();
  tone.connect(sink);
  tone.start();
  const [sound] = sink.stream.getTracks();
  const trackOf = (kind: string): MediaStreamTrack | null =>
    (kind === "audio" ? sound : picture) ?? null;

  const peerOf = (index: number) => {
    const peer = peers[index];
    if (peer === undefined) throw new Error(`no peer ${index}`);
    return peer;
  };
  const use = (index: number, channel: RTCDataChannel): void => {
    peerOf(index).channel = channel;
    channel.binaryType = "arraybuffer";
    channel.addEventListener("open", () => void page.rawEvent(index, { event: "opened" }));
    channel.addEventListener("close", () => void page.rawEvent(index, { event: "closed" }));
    channel.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
      const isText = typeof data === "string";
      const text = isText ? data : btoa(String.fromCharCode(...new Uint8Array(data)));
      void page.rawEvent(index, { event: "data", data: text, isText });
    });
  };

  const addEarly = (index: number): void => {
    const { pc, early } = peerOf(index);
    for (const candidate of early.splice(0)) pc.addIceCandidate(candidate).catch(() => undefined);
  };

  page.rawPeers = {
    certificate: async () => {
      const algorithm = { name: "ECDSA", namedCurve: "P-256" } as AlgorithmIdentifier;
      const made = await RTCPeerConnection.generateCertificate(algorithm);
      const sha256 = made.getFingerprints().find((one) => one.algorithm === "sha-256");
      certificates.push(made);
      const fingerprint = `sha-256 ${sha256?.value?.toUpperCase() ?? ""}`;
      return { index: certificates.length - 1, fingerprint };
    },
    open: async (certificate) => {
      const pc = new RTCPeerConnection({
        certificates: [certificates[certificate]!],
        bundlePolicy: "max-bundle",
        rtcpMuxPolicy: "require",
      });
      const index = peers.push({ pc, channel: null, early: [] }) - 1;
      pc.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate === null || candidate.candidate === "") return;
        void page.rawEvent(index, { event: "candidate", candidate: candidate.toJSON() });
      });
      pc.addEventListener("datachannel", ({ channel }) => use(index, channel));
      pc.addEventListener("connectionstatechange", () => {
        if (pc.connectionState === "failed") void page.rawEvent(index, { event: "closed" });
      });
      return index;
    },
    offer: async (index) => {
      const { pc } = peerOf(index);
      for (const kind of ["audio", "video", "video", "audio"]) {
        pc.addTransceiver(trackOf(kind) ?? kind, { direction: "sendrecv" });
      }
      use(index, pc.createDataChannel("latchkey"));
      const { sdp = "" } = await pc.createOffer();
      await pc.setLocalDescription({ type: "offer", sdp });
      return sdp;
    },
    answer: async (index, offer) => {
      const { pc } = peerOf(index);
      await pc.setRemoteDescription({ type: "offer", sdp: offer });
      addEarly(index);
      for (const transceiver of pc.getTransceivers()) {
        transceiver.direction = "sendrecv";
        await transceiver.sender.replaceTrack(trackOf(transceiver.receiver.track.kind));
      }
      const { sdp = "" } = await pc.createAnswer();
      await pc.setLocalDescription({ type: "answer", sdp });
      return sdp;
    },
    accept: async (index, answer) => {
      await peerOf(index).pc.setRemoteDescription({ type: "answer", sdp: answer });
      addEarly(index);
    },
    candidate: (index, candidate) => {
      const { pc, early } = peerOf(index);
      early.push(candidate);
      if (pc.remoteDescription !== null) addEarly(index);
    },
    send: (index, data, isText) => {
      const { channel } = peerOf(index);
      if (isText) channel?.send(data);
      else channel?.send(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    },
    received: async (index) => {
      const { pc } = peerOf(index);
      const inbound: Inbound[] = [];
      (await pc.getStats()).forEach((report: Inbound) => {
        if (report.type === "inbound-rtp") inbound.push(report);
      });
      return {
        packets: inbound.reduce((sum, { packetsReceived = 0 }) => sum + packetsReceived, 0),
        frames: inbound.reduce((sum, { framesDecoded = 0 }) => sum + framesDecoded, 0),
        connection: pc.connectionState,
      };
    },
    close: (index) => peerOf(index).pc.close(),
  };
}
