// Barcodes for browsers without a BarcodeDetector of their own (Shape Detection API): ZXing, compiled to WebAssembly. Files of their own,
// kept on the device from the first time they are asked for.

import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';

const overrides = { locateFile: (name) => new URL(`./${name}`, import.meta.url).href };
prepareZXingModule({ overrides, fireImmediately: true }).catch(() => undefined);

export { BarcodeDetector };
