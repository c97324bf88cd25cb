import { complaint, daysAgo } from '../support/complaint';
import { signIn } from '../support/desk';
import { file } from '../support/ops';
import { receptionist } from '../support/staff';
import { expect, open, test } from '../support/test';

const SIZES = { phone: [390, 844], tablet: [1180, 820] } as const;
const WEEKEND = { weekdays: ['saturday', 'sunday'] };

for (const [name, [width, height]] of Object.entries(SIZES)) {
  test(`the roster, ${name}`, async ({ device, server, staff }) => {
    const lin = await receptionist(server, staff);
    const wang = await staff.add(server, 'wang', '接待员 02', 'receptionist');
    await staff.add(server, 'chen', '调解员 01', 'mediator');
    await file(server, complaint());
    await staff.plan(lin, {
      shifts: [{ on: 'workdays', from: '09:00', to: '17:30' }],
      exceptions: [{ leave: { first: daysAgo(0), last: daysAgo(-8) } }],
    });
    await staff.plan(wang, {
      shifts: [
        { on: 'workdays', from: '13:00', to: '21:30' },
        { on: WEEKEND, from: '22:00', to: '06:00' },
      ],
      exceptions: [{ away: { day: daysAgo(0), from: '15:00', to: '16:30' } }],
    });
    await wang.onDuty(false);
    const page = await device({ viewport: { width, height }, locale: 'zh-CN' });
    const picture = (of: string) => page.screenshot({ path: `screens/${name}-zh-CN-${of}.png`, fullPage: true });
    await signIn(page, server.address, 'mai');
    await open(page, `${server.address}/staff/roster`);
    await expect(page.getByRole('region', { name: '接待员 02' })).toContainText('13:00–21:30');
    await picture('staff-roster');
    const hers = page.getByRole('region', { name: '接待员 02' });
    await hers.getByRole('button', { name: '改排班' }).click();
    await hers.getByLabel('第一天').or(hers.getByLabel('哪天')).waitFor();
    await picture('staff-roster-editor');
    await open(page, `${server.address}/staff/today`);
    await page.getByText('请假，等同事接手').first().waitFor();
    await picture('staff-today-on-leave');
    const english = await device({ viewport: { width, height }, locale: 'en' });
    await english.goto(`${server.address}/staff/sign-in`);
    await english.context().addCookies(await page.context().cookies());
    await open(english, `${server.address}/staff/roster`);
    await english.getByText('13:00–21:30').first().waitFor();
    await english.screenshot({ path: `screens/${name}-en-staff-roster.png`, fullPage: true });
  });
}
