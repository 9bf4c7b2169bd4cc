/** https://wicg.github.io/document-picture-in-picture/ : not in TypeScript's library yet. */
interface DocumentPictureInPicture {
  requestWindow(options?: { width?: number; height?: number }): Promise<Window>;
}

interface Window {
  /** Absent in Firefox. */
  readonly documentPictureInPicture?: DocumentPictureInPicture;
}
