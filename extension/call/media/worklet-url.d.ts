// A script bundled by itself, for the audio thread; its address on the extension's own origin.
declare module "*?worker&url" {
  const url: string;
  export default url;
}
