// Makes a photo ready to be sent, beside the page: decoded, turned the right way up, scaled, and encoded anew, which leaves
// out everything but the picture: the place where it was taken, the camera, the time.

const QUALITY = 0.85;

self.addEventListener('message', async ({ data: { id, file, side } }) => {
  try {
    self.postMessage({ id, blob: await ready(file, side) });
  } catch (error) {
    // By its name alone: the page has a sentence for it.
    self.postMessage({ id, failed: error?.name ?? 'Error' });
  }
});

// The longest side in pixels.
async function ready(file, side) {
  // Safari before 16.4: the page does it.
  if (typeof OffscreenCanvas === 'undefined') throw new DOMException('', 'NotSupportedError');
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    // What shows through is white, as on paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } finally {
    picture.close();
  }
}
