import init, { start } from './{{js}}';

init({ module_or_path: new URL('./{{wasm}}', import.meta.url) }).then(start);
