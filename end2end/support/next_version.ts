import { createHash } from 'node:crypto';
import type { FaultProxy } from './fault_proxy';

/** From now on the server has a version with another style sheet, as a deployment would bring. Gives its address. */
export async function nextVersion(line: FaultProxy): Promise<string> {
  const shell = await text(line, '/shell');
  const worker = await text(line, '/sw.js');
  const old = /\/pkg\/app\.\w+\.css/.exec(shell)![0];
  const css = Buffer.from(`${await text(line, old)}\n/* the next version */\n`);
  const style = `/pkg/app.${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css`;
  const nextShell = Buffer.from(shell.replaceAll(old, style));
  line.put(style, 'text/css; charset=utf-8', css);
  line.put('/shell', 'text/html; charset=utf-8', nextShell);
  const nextWorker = worker
    .replaceAll(integrityOf(Buffer.from(shell)), integrityOf(nextShell))
    .replace(new RegExp(`\\["${old}","[^"]+"\\]`), `["${style}","${integrityOf(css)}"]`);
  if (!nextWorker.includes(style)) throw new Error('the worker does not name its style sheet');
  line.put('/sw.js', 'text/javascript; charset=utf-8', Buffer.from(nextWorker));
  return style;
}

async function text(line: FaultProxy, path: string): Promise<string> {
  return (await fetch(line.address + path)).text();
}

function integrityOf(bytes: Buffer): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}
