import sharp from "sharp";

/** The widths that are kept. Aspect and content stay as they are: nothing is cropped or laid over. */
export const SIZES = [64, 300, 640] as const;
export type Size = (typeof SIZES)[number];

const MOST_PIXELS = 50_000_000;
const WEBP_QUALITY = 82;

export interface ReducedImage {
  width: number;
  height: number;
  files: Record<Size, Buffer>;
}

/** Decodes a picture and writes it anew in our sizes, without its metadata. Null where it is no picture. */
export async function reduceImage(bytes: Buffer): Promise<ReducedImage | null> {
  try {
    const open = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", animated: false });
    const { format, width, height } = await open().metadata();
    // A vector image is a program; the others are decoded pixel by pixel.
    if (!width || !height || !format || format === "svg") return null;
    const resize = (size: Size) =>
      open()
        .rotate()
        .resize({ width: size, height: size, fit: "inside", withoutEnlargement: true })
        .webp({ quality: WEBP_QUALITY })
        .toBuffer();
    const [small, medium, large] = await Promise.all([resize(64), resize(300), resize(640)]);
    return { width, height, files: { 64: small, 300: medium, 640: large } };
  } catch {
    return null;
  }
}
