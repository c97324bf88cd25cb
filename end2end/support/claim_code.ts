import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as a device makes it: fifteen random signs and a check sign (Luhn mod 32). */
export function newClaimCode(): string {
  const signs = [...randomBytes(15)].map((byte) => byte & 31);
  const sum = signs.reverse().reduce((sum, sign, place) => {
    const weighted = sign * (place % 2 === 0 ? 2 : 1);
    return sum + Math.floor(weighted / 32) + (weighted % 32);
  }, 0);
  return [...signs.reverse(), (32 - (sum % 32)) % 32].map((sign) => ALPHABET[sign]).join('');
}
