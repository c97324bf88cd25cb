// Pictures of every screen, for people to look at: `.make/end2end dev -c screens.config.ts`, then see screens/.
import config from './playwright.config';

export default { ...config, testDir: 'screenshots', timeout: 300_000, use: { ...config.use, trace: 'off' as const } };
