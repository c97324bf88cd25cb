/** What a person writes into the form, by the names of its controls. */
export type Complaint = Record<string, string | string[]>;

export const GOODS = '电饭煲';
export const FACTS = '用了三天就不通电了。商家说拆封不能退，可是说明书上写着七天内可以退货。';

/** A whole complaint; `changes` replaces controls. */
export function complaint(changes: Complaint = {}): Complaint {
  return {
    kind: 'complaint',
    merchant_name: '佳电电器',
    stall: 'L2-031',
    goods: GOODS,
    goods_kind: 'appliance',
    purchased_on: daysAgo(3),
    amount: '320',
    category: 'quality',
    facts: FACTS,
    demands: ['return', 'refund'],
    demand_amount: '320',
    mediation_consent: 'yes',
    name: '张三',
    phone: '13912345678',
    privacy_consent: 'yes',
    ...changes,
  };
}

/** A day in Shanghai, as a date control has it. */
export function daysAgo(days: number): string {
  const day = new Date(Date.now() - days * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(day);
}
