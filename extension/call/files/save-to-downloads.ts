/** The browser goes on reading for a while after the click. */
const revokeAfterMs = 60_000;

/** As a click on a download link does. `name`: safe to save. */
export function saveToDownloads(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), revokeAfterMs);
}
