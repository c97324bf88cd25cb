import init, { start } from './app.js';

init().then(start);
