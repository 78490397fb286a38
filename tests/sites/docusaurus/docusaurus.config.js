const url = process.env.SITE_URL || 'http://localhost:3000';
/** @type {import('x').Config} */
const config = {
  title: 'Heath Hub',
  url: url,
  baseUrl: '/',
  i18n: { defaultLocale: 'en', locales: ['en', 'ko'] },
  presets: [['classic', { blog: { path: 'blog', routeBasePath: 'news' } }]],
};
module.exports = config;
