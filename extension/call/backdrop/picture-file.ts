/** As large as a camera's picture is at most. */
const [widthMax, heightMax] = [1_280, 720];
/** A file may claim to be a picture and be anything. */
const fileMaxBytes = 33_554_432;

/** Written anew: smaller, and without what a photo tells of where it was taken. */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  if (file.size > fileMaxBytes) throw new Error("too large to be decoded here");
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, Math.max(widthMax / picture.width, heightMax / picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas to draw on");
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
}
