import { GOODS } from '../support/complaint';
import { press, signIn } from '../support/desk';
import { howLong } from '../support/how_long';
import { filing, push } from '../support/ops';
import { caseNumber, stands } from '../support/receipt';
import { receptionist } from '../support/staff';
import { expect, open, test, visit } from '../support/test';

// A benchmark, not a test: how long until what one does shows on the others.

const TRIES = 15;
const AIM_MS = 1_000;
const TABLET = { viewport: { width: 1180, height: 820 } };

test('live', async ({ page, server, staff, device }) => {
  await receptionist(server, staff);
  const filed = filing();
  const headers = { 'content-type': 'application/json' };
  await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body: JSON.stringify(push(filed)) });
  await staff.add(server, 'wang', '主管 01', 'supervisor');
  await visit(page, server.address);
  await open(page, `${server.address}/track`);
  await page.getByLabel('查询码').fill(filed.claim!);
  await page.getByRole('button', { name: '查一查' }).click();
  await stands(page, '已收到');
  const [here, there] = [await device(TABLET), await device(TABLET)];
  await signIn(here, server.address, 'lin');
  await signIn(there, server.address, 'wang');
  const address = `${server.address}/staff/case/${(await staff.cases())[0]!.id}`;
  for (const tablet of [here, there]) {
    await open(tablet, address);
    await expect(tablet.getByRole('heading', { level: 1, name: `${caseNumber(1)} ${GOODS}` })).toBeVisible();
  }
  const tablet: number[] = [];
  const consumer: number[] = [];
  for (let place = 0; place < TRIES; place += 1) {
    for (const [took, on] of [
      [tablet, there],
      [consumer, page],
    ] as const) {
      await press(here, '答复消费者');
      const words = `第 ${place} 次答复，${on === page ? '看消费者' : '看平板'}`;
      await here.getByLabel('答复内容').fill(words);
      took.push(await howLong(here.getByRole('button', { name: '发给消费者' }), on.getByText(words)));
    }
  }
  console.log(`\nFrom the press on one tablet until it shows elsewhere; ms, ${TRIES} runs (aim: ${AIM_MS})`);
  for (const [name, took] of Object.entries({ tablet, consumer })) {
    console.log(`${name.padEnd(12)} median ${median(took)}  max ${Math.max(...took)}`);
    console.log(JSON.stringify({ bench: 'live', on: name, median: median(took), max: Math.max(...took), took }));
  }
});

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
