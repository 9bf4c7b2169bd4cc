/** An offer as Chromium writes it, shortened: audio, video and a data channel, each with `fingerprint`. */
export function sdpOffer(fingerprint: string): string {
  const transport = [
    "c=IN IP4 0.0.0.0",
    "a=ice-ufrag:4ZcD",
    "a=ice-pwd:2/1muCWoOi3uLifh0NuRHlbp",
    "a=ice-options:trickle",
    `a=fingerprint:${fingerprint}`,
    "a=setup:actpass",
  ];
  const media = ["a=sendrecv", "a=rtcp-mux", "a=rtcp-rsize"];
  const lines = [
    "v=0",
    "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0 1 2",
    "a=extmap-allow-mixed",
    "a=msid-semantic: WMS",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111",
    ...transport,
    "a=mid:0",
    ...media,
    "a=rtpmap:111 opus/48000/2",
    "a=fmtp:111 minptime=10;useinbandfec=1",
    "m=video 9 UDP/TLS/RTP/SAVPF 96",
    ...transport,
    "a=mid:1",
    ...media,
    "a=rtpmap:96 VP8/90000",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    ...transport,
    "a=mid:2",
    "a=sctp-port:5000",
    "a=max-message-size:262144",
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}
