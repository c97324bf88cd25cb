import { expect, type Locator } from '@playwright/test';
import decodeQR from 'qr/decode.js';

/** What a phone's camera reads off a code in sight: its picture is drawn and decoded. */
export async function scan(code: Locator): Promise<string> {
  const svg = code.locator('svg');
  await expect(svg).toBeVisible();
  const { side, dark } = await svg.evaluate(async (element) => {
    const copy = element.cloneNode(true) as SVGElement;
    const [, , modules] = copy.getAttribute('viewBox')!.split(' ').map(Number);
    const side = modules! * 3;
    for (const name of ['width', 'height']) copy.setAttribute(name, String(side));
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [side, side];
    const context = canvas.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, side, side);
    let dark = '';
    for (let at = 0; at < data.length; at += 4) dark += data[at]! < 128 ? '1' : '0';
    return { side, dark };
  });
  const data = Uint8Array.from([...dark].flatMap((pixel) => (pixel === '1' ? [0, 0, 0, 255] : [255, 255, 255, 255])));
  return decodeQR({ width: side, height: side, data });
}
