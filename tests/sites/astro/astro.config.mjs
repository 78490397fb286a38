import { defineConfig } from 'astro/config';
const url = () => {
  if (process.env.SITE) {
    return process.env.SITE;
  }
  return 'https://marsh.example';
};
export default defineConfig({ site: url(), base: '/2026' });
