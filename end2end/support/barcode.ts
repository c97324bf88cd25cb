// EAN-13 as black and white modules: GB 12904-2008, ISO/IEC 15420.

const LEFT = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
/** Which digits of the left half are of set B, by the first digit, which has no bars of its own. */
const SETS = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA'];

const inverted = (modules: string) => modules.replace(/[01]/g, (module) => (module === '0' ? '1' : '0'));
const reversed = (modules: string) => [...modules].reverse().join('');

/** 95 modules, `1` is black. */
export function ean13(digits: string): string {
  const [first, ...rest] = [...digits].map(Number);
  const left = rest.slice(0, 6).map((digit, at) => (SETS[first!]![at] === 'A' ? LEFT[digit]! : reversed(inverted(LEFT[digit]!))));
  const right = rest.slice(6).map((digit) => inverted(LEFT[digit]!));
  return `101${left.join('')}01010${right.join('')}101`;
}
