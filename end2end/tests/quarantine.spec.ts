import { signIn } from '../support/desk';
import { op, push } from '../support/ops';
import { newClaimCode } from '../support/claim_code';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const TABLET = { viewport: { width: 1180, height: 820 } };

test('what arrived damaged is read by a supervisor, who notes that it was looked at', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const filed = op('case.file', { form: '电饭煲插电不加热，请回电' }, newClaimCode());
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.address}/api/v1/push`, { method: 'POST', headers, body: JSON.stringify(push(filed)) });
  expect(JSON.stringify(await answer.json())).toContain('malformed');

  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await desk.getByRole('link', { name: '留存' }).click();
  const kept = desk.getByRole('article');
  await expect(kept).toContainText('一份投诉或咨询');
  await kept.getByText('看原文').click();
  await expect(kept).toContainText('电饭煲插电不加热，请回电');
  await kept.getByRole('button', { name: '看过了' }).click();
  await expect(kept).toContainText(/麦小姐 于 .* 看过/);
  await expect(kept.getByRole('button', { name: '看过了' })).toHaveCount(0);

  const theirs = await device(TABLET);
  await signIn(theirs, server.address, 'lin');
  await expect(theirs.getByRole('link', { name: '留存' })).toHaveCount(0);
  await open(theirs, `${server.address}/staff/aside`);
  await expect(theirs.getByText('留存的内容由主管查看。')).toBeVisible();
});

test('where nothing is kept aside, the page says so', async ({ server, staff, device }) => {
  await receptionist(server, staff);
  const desk = await device(TABLET);
  await signIn(desk, server.address, 'mai');
  await open(desk, `${server.address}/staff/aside`);
  await expect(desk.getByText('没有留存的内容')).toBeVisible();
});
