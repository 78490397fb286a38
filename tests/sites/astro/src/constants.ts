export const SHOP = "https://pretix.eu/marsh/2026/";
