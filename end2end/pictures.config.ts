// README's pictures, taken anew: `make pictures`.
import config from './playwright.config';

export default { ...config, testDir: 'pictures', testMatch: '*.pictures.ts', use: { ...config.use, trace: 'off' as const } };
