import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** At the very end, a few lines for each journey that failed: a log that is cut to its last lines still says why. */
export default class FailuresReporter implements Reporter {
  private readonly failed: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    const { file, line } = test.location;
    const said = (result.error?.message ?? result.status).replace(/\u001b\[[0-9;]*m/g, '');
    const lines = said.split('\n').filter((text) => text.trim()).slice(0, 12);
    const at = result.error?.location ? ` (line ${result.error.location.line})` : '';
    this.failed.push([`${file.split('/').pop()}:${line} ${test.title}${at}`, ...lines.map((text) => `  ${text}`)].join('\n'));
  }

  onEnd(_: FullResult): void {
    if (this.failed.length > 0) console.log(`\nWhy they failed:\n${this.failed.join('\n')}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
