// Barcodes for browsers without a BarcodeDetector of their own (Shape Detection API): ZXing, compiled to WebAssembly. Files of their own,
// kept on the device from the first time they are asked for.

import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';

let ready;

// The WebAssembly is fetched here and not by the library: without a network that would try twice and complain. What failed is
// tried again the next time.
async function load() {
  const response = await fetch(new URL('./zxing_reader.wasm', import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const wasmBinary = await response.arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return BarcodeDetector;
}

export function barcodeDetector() {
  ready ??= load().catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}
