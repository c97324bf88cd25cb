import { newName, op } from './ops';
import type { Staff } from './staff';

/** What a merchant says of itself; `changes` replaces fields. The code is the example of GB 32100-2015. */
export function application(changes: object = {}) {
  return {
    name: '佳电电器',
    trade: 'appliance',
    form: 'legal_person',
    legal_name: '上海佳电电器有限公司',
    code: '91350100M000100Y43',
    responsible: '店长甲',
    phone: '021-61671254',
    address: '上海市长宁区示例路 1 号',
    floor: 'L2',
    stall: 'L2-031',
    permits: [{ kind: 'business_licence', number: '91350100M000100Y43', expires: '长期' }],
    ...changes,
  };
}

/** A merchant on file, waiting for its examination; says its name. */
export async function apply(staff: Staff, changes: object = {}): Promise<string> {
  const id = newName();
  const form = application(changes);
  await staff.push([op('merchant_file.apply', { id, do: { apply: { form } } })]);
  return id;
}

/** The same, admitted by the administrator. */
export async function admit(staff: Staff, changes: { permits?: { kind: string }[] } & object = {}): Promise<string> {
  const id = await apply(staff, changes);
  const permits = (changes.permits ?? [{ kind: 'business_licence' }]).map(({ kind }) => kind);
  await staff.push([op('merchant_file.verify', { id, base: 1, do: { verify: { permits, person: true } } })]);
  return id;
}
