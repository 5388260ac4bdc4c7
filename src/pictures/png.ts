import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";
import { fontFamily, fontFiles } from "./font.ts";

const compress = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Three times the units of a picture: what a phone's screen shows across. */
const pixelsAcross = 1080;
const bytesPerPixel = 4;

/**
 * Draws an SVG as a PNG, 1080 pixels across, with the bundled font alone, so that it looks the same on every machine.
 * Drawing and compressing run beside the event loop. Rejects where the SVG is not well formed.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  // It loads a native library, which a program that never draws shall not pay for.
  const { renderAsync } = await import("@resvg/resvg-js");
  const image = await renderAsync(svg, {
    fitTo: { mode: "width", value: pixelsAcross },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: fontFamily },
    logLevel: "off",
  });
  return encodePng(image);
}

/**
 * RGBA pixels as a PNG (ISO/IEC 15948). The drawing library can do this too, but on the event loop, where a large
 * picture would take some 40 ms in which nobody else is answered.
 */
async function encodePng({
  width,
  height,
  pixels,
}: {
  width: number;
  height: number;
  pixels: Buffer;
}): Promise<Buffer> {
  const stride = width * bytesPerPixel;
  // Each line is preceded by the number of its filter; 0 is none, which suits flat colours.
  const lines = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) pixels.copy(lines, y * (stride + 1) + 1, y * stride, (y + 1) * stride);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, with red, green, blue and alpha.
  header.set([8, 6], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", await compress(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, checksum]);
}
