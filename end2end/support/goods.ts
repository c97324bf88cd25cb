import { admit } from './merchants';
import { newName, op } from './ops';
import type { Staff } from './staff';

/** The example of GB 12904. */
export const BARCODE = '6901234567892';

/** A food shop that is admitted; says its name. */
export async function foodShop(staff: Staff): Promise<string> {
  const permit = (kind: string, expires: string) => ({ kind, number: 'JY13101050000001', expires });
  return admit(staff, {
    name: '好味超市',
    trade: 'food',
    floor: 'B1',
    stall: 'B1-001',
    permits: [permit('business_licence', '长期'), permit('food_trade', '2090-01-01')],
  } as any);
}

/** Goods that wait for their check; says their name. */
export async function propose(staff: Staff, merchant: string, changes: object = {}): Promise<string> {
  const id = newName();
  const form = { merchant, name: '鲜牛奶', spec: '950 mL', kind: 'food', barcode: BARCODE, maker: '示例乳业', ...changes };
  await staff.push([op('goods.propose', { id, do: { propose: { form } } })]);
  return id;
}

/** The same, listed. */
export async function list(staff: Staff, merchant: string, changes: object = {}): Promise<string> {
  const id = await propose(staff, merchant, changes);
  const findings = { marking: 'passed', certificate: 'passed', permit: 'passed' };
  await staff.push([op('goods.check', { id, base: 1, do: { check: { findings } } })]);
  return id;
}

/** A lot of them, taken in; `changes` replaces fields. */
export async function receive(staff: Staff, id: string, changes: object = {}): Promise<string> {
  const lot = newName();
  const form = {
    batch: 'B20261120',
    received_on: '2026-11-21',
    quantity: '100',
    unit: '盒',
    supplier_name: '示例乳业销售公司',
    supplier_address: '示例路 9 号',
    supplier_contact: '021-61671254',
    voucher: 'JH-001',
    checks: ['supplier', 'certificate', 'marking', 'quality'],
    ...changes,
  };
  await staff.push([op('goods.receive', { id, do: { receive: { lot, form } } })]);
  return lot;
}

/** Some of a lot was sold. */
export async function sell(staff: Staff, id: string, lot: string, quantity: string, on: string): Promise<void> {
  const form = { kind: 'sold', quantity, on };
  await staff.push([op('goods.move', { id, do: { move: { lot, form } } })]);
}
