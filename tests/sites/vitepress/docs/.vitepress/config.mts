import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Seal Summit',
  base: '/2026/',
  lang: 'en-GB',
  cleanUrls: true,
  sitemap: { hostname: 'https://seal.example' },
  themeConfig: { nav: [{ text: 'News', link: '/news/' }] },
})
