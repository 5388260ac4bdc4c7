import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import type { PictureSize } from "./picture-size.ts";

const [width, height] = [480, 320];
const lineLength = 60;
const mostLines = 3;

interface Sky {
  top: string;
  bottom: string;
  /** The colour of the hills. */
  land: string;
  /** Drawn between the sky and the hills. */
  weather: string;
}

const sun = '<circle cx="380" cy="70" r="34" fill="#ffd166"/>';
const moon = '<circle cx="380" cy="70" r="28" fill="#f1f3f5"/><circle cx="392" cy="62" r="26" fill="#152a48"/>';
const clouds =
  '<g fill="#fff" fill-opacity="0.85"><ellipse cx="90" cy="60" rx="52" ry="18"/><ellipse cx="330" cy="96" rx="64" ry="20"/></g>';
const flakes = scattered((x, y) => `<circle cx="${x}" cy="${y}" r="3" fill="#fff"/>`);
const drops = scattered((x, y) => `<path d="M${x} ${y}l-7 20" stroke="#c6d8ef" stroke-width="2"/>`);
const lightning = '<path d="M352 18l-30 58h26l-22 62 62-80h-30l26-40z" fill="#ffe066"/>';

/** What the words ask for, the most particular first. */
const skies: readonly [asked: RegExp, sky: Sky][] = [
  [
    /storm|thunder|tempest|trovoada/i,
    { top: "#1b2a41", bottom: "#5c6f87", land: "#24463c", weather: lightning + drops },
  ],
  [/rain|chuva/i, { top: "#4a5f77", bottom: "#9db4c8", land: "#2f5d4a", weather: clouds + drops }],
  [/snow|winter|neve|inverno/i, { top: "#8fb3cf", bottom: "#e6f0f7", land: "#f7fbfd", weather: clouds + flakes }],
  [/night|moon|noite|lua/i, { top: "#10243f", bottom: "#2d4a73", land: "#152b26", weather: moon }],
  [/sunset|dusk|evening|dawn|pôr do sol/i, { top: "#5f3b73", bottom: "#f4a261", land: "#4a3a35", weather: sun }],
];

/** A PNG, of 480 by 320 pixels or the wanted size: a weathervane under the sky that the words ask for, with the words below it. */
export function drawScene(words: string, size: PictureSize = { width, height }): Buffer {
  const [turn = 0, hue = 0] = createHash("sha256").update(words).digest();
  const fair: Sky = {
    top: `hsl(${180 + Math.round(hue / 4)}, 60%, 58%)`,
    bottom: "#e9f5fb",
    land: "#3a8a5c",
    weather: sun + clouds,
  };
  const sky = skies.find(([asked]) => asked.test(words))?.[1] ?? fair;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky.top}"/><stop offset="1" stop-color="${sky.bottom}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${sky.weather}
    <path d="M0 240Q120 190 240 226T480 206V320H0Z" fill="${sky.land}"/>${vane(turn)}${caption(words)}</svg>`;
  const font = { loadSystemFonts: false, fontFiles: [fontFile()], defaultFontFamily: "Atkinson Hyperlegible" };
  return new Resvg(svg, { font, logLevel: "off" }).render().asPng();
}

/** A weathervane that points left or right, more or less turned away. */
function vane(turn: number): string {
  const side = turn % 2 === 0 ? 1 : -1;
  const seen = side * (0.6 + (turn / 255) * 0.4);
  return `<g fill="none" stroke="#0d1f1c" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">
    <path d="M240 120V232M216 154H264"/>
    <path transform="translate(240 118) scale(${seen} 1)" d="M-74 0H74M48 -22L74 0 48 22M-74 -20V20L-48 0Z"/></g>`;
}

function caption(words: string): string {
  const lines = linesOf(words);
  const top = height - 14 - lines.length * 20;
  const texts = lines.map((line, index) => `<text x="16" y="${top + 16 + index * 20}">${escaped(line)}</text>`);
  return `<rect y="${top - 8}" width="${width}" height="${height}" fill="#0d1f1c" fill-opacity="0.82"/>
    <g fill="#fff" font-family="Atkinson Hyperlegible" font-size="15">${texts.join("")}</g>`;
}

function linesOf(words: string): string[] {
  const lines = words.match(new RegExp(`\\S(?:.{0,${lineLength - 1}}(?=\\s|$)|.{0,${lineLength - 1}})`, "gu")) ?? [];
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1]} …`];
}

/** Without what XML has no place for. */
function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/[\uFFFE\uFFFF]/g, " ")
    .replaceAll(/[&<>]/g, (sign) => names[sign] ?? "");
}

/** The same thing all over the sky. */
function scattered(draw: (x: number, y: number) => string): string {
  return Array.from({ length: 40 }, (_, index) => draw((index * 83) % width, (index * 47) % 200)).join("");
}

function fontFile(): string {
  const { resolve } = createRequire(import.meta.url);
  return resolve("@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf");
}
