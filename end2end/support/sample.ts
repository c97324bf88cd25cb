import { expect, type Page } from '@playwright/test';
import type { Staff } from './staff';

/** Everything of a kind that staff see: each entity with its name. */
export async function everyOne(staff: Staff, kind: string): Promise<any[]> {
  const found: any[] = [];
  for (let since = 0, more = true; more; ) {
    const answer = await staff.read(`/api/v1/pull?since=${since}&kinds=${kind}`);
    found.push(...answer.changes.map(({ id, body }: any) => ({ id, ...body[kind] })));
    ({ cursor: since, more } = answer);
  }
  return found;
}

/** The desk has everything that is open: the first fetch has ended. */
export async function filled(desk: Page, staff: Staff): Promise<void> {
  const final = ['closed', 'declined', 'withdrawn', 'transferred', 'merged'];
  const open = (await staff.cases()).filter(({ state }) => !final.includes(state)).length;
  const shown = async () => Number(/\d+/.exec((await desk.getByRole('button', { name: /^全部/ }).first().textContent()) ?? '')?.[0] ?? 0);
  let before = -1;
  await expect
    .poll(async () => {
      const now = await shown();
      const still = now > 0 && now === before;
      before = now;
      return still || now >= open;
    }, { timeout: 120_000, intervals: [2_500] })
    .toBe(true);
}

/** One of a mall with sample data that shows much: by what it is looked for. */
export interface Shown {
  merchant: string;
  case: string;
  settled: string;
  goods: string;
  delisted: string;
  takenDown: string;
  waiting: string;
  round: string;
  measure: string;
  appeal: string;
  report: string;
  directive: string;
}

const most = (all: any[], of: (one: any) => number): string => all.reduce((best, one) => (of(one) > of(best) ? one : best), all[0]).id;

/** The names of those that show most. */
export async function busiest(staff: Staff): Promise<Shown> {
  const [files, cases, goods, rounds, measures, reports, directives] = await Promise.all(
    ['merchant_file', 'case', 'goods', 'inspection', 'measure', 'regulator_report', 'regulator_directive'].map((kind) => everyOne(staff, kind)),
  ) as [any[], any[], any[], any[], any[], any[], any[]];
  const of = (id: string) => cases.filter(({ merchant }) => merchant === id).length + goods.filter(({ particulars }) => particulars.merchant === id).length;
  const admitted = files.filter(({ standing, commitments, returns }) => standing === 'admitted' && commitments && returns);
  return {
    merchant: most(admitted, ({ id }) => of(id)),
    case: most(cases.filter(({ state }) => state === 'mediating'), ({ rev }) => rev),
    settled: most(cases.filter(({ state, settlement }) => settlement || state === 'performed' || state === 'closed'), ({ rev }) => rev),
    goods: most(goods.filter(({ standing }) => standing === 'listed'), ({ lots }) => (lots ?? []).length * 100 + (lots ?? []).flatMap(({ moves }: any) => moves ?? []).length),
    delisted: most(goods.filter(({ recalls }) => recalls), ({ recalls }) => Object.keys(recalls.at(-1).done).length + (recalls.at(-1).closed ? 0 : 10)),
    takenDown: most(goods.filter(({ takedowns }) => takedowns), ({ takedowns }) => takedowns.length),
    waiting: most(goods.filter(({ standing }) => standing === 'proposed'), ({ rev }) => rev),
    round: most(rounds.filter(({ visits }) => visits), ({ visits, standing }) => visits.length + (standing === 'underway' ? 100 : 0)),
    measure: most(measures, ({ history }) => history.length),
    appeal: most(measures.filter(({ appeals }) => appeals), ({ appeals }) => (appeals.some(({ decision }: any) => !decision) ? 1 : 0)),
    report: most(reports, ({ history }) => history.length),
    directive: most(directives, ({ history }) => history.length),
  };
}

/** The pages of staff, each with its address. */
export const pagesOfStaff = (of: Shown): [name: string, path: string][] => [
  ['queue', '/staff'],
  ['case', `/staff/case/${of.case}`],
  ['case-packet', `/staff/case/${of.case}/packet`],
  ['case-settlement', `/staff/case/${of.settled}/settlement`],
  ['today', '/staff/today'],
  ['intake', '/staff/intake'],
  ['ledger', '/staff/ledger'],
  ['roster', '/staff/roster'],
  ['merchants', '/staff/merchants'],
  ['merchant', `/staff/merchants/${of.merchant}`],
  ['merchant-new', '/staff/merchants/new'],
  ['goods', '/staff/goods'],
  ['goods-of-merchant', `/staff/goods?merchant=${of.merchant}&which=on_sale`],
  ['goods-one', `/staff/goods/${of.goods}`],
  ['goods-delisted', `/staff/goods/${of.delisted}`],
  ['goods-taken-down', `/staff/goods/${of.takenDown}`],
  ['goods-waiting', `/staff/goods/${of.waiting}`],
  ['goods-new', '/staff/goods/new'],
  ['quality', '/staff/quality'],
  ['inspections', '/staff/inspections'],
  ['inspection', `/staff/inspections/${of.round}`],
  ['inspection-new', '/staff/inspections/new'],
  ['checklists', '/staff/checklists'],
  ['measures', '/staff/measures'],
  ['measure', `/staff/measures/${of.measure}`],
  ['measure-appeal', `/staff/measures/${of.appeal}`],
  ['measure-notice', `/staff/measures/${of.measure}/notice`],
  ['measure-new', '/staff/measures/new'],
  ['regulator', '/staff/regulator'],
  ['report', `/staff/regulator/reports/${of.report}`],
  ['report-new', '/staff/regulator/reports/new'],
  ['directive', `/staff/regulator/directives/${of.directive}`],
  ['directive-new', '/staff/regulator/directives/new'],
  ['board', '/staff/board'],
  ['publications', '/staff/publications'],
  ['replies', '/staff/replies'],
  ['members', '/staff/members'],
  ['fund', '/staff/fund'],
  ['aside', '/staff/aside'],
  ['devices', '/staff/devices'],
  ['workdays', '/staff/workdays'],
  ['account', '/staff/account'],
];

/** The pages of everybody. */
export const PUBLIC_PAGES: [name: string, path: string][] = [
  ['home', '/'],
  ['board', '/board/bulletin'],
  ['signers', '/board/commitments'],
  ['law', '/law/product-quality'],
  ['tips', '/tips'],
  ['search', '/search?q=退货'],
  ['workflow', '/workflow'],
  ['poster', '/poster'],
  ['table-cards', '/poster/cards'],
  ['complain', '/complain'],
  ['mine', '/mine'],
  ['track', '/track'],
  ['privacy', '/privacy'],
  ['help', '/help'],
];
