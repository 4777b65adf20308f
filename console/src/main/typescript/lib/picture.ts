/** Pictures of the reader's machine, in a form and size that the service takes. */
import {t} from './i18n.ts';

/** Maximum bytes that are sent as they are: Base64 adds a third, and a request has at most 1 MiB. */
const MAX_BYTES = 700_000;
/** Maximum pixels of each side of a picture that is encoded anew. */
const MAX_SIDE = 1024;
const QUALITY = .85;
const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/bmp'];

/**
 * Returns a picture as Base64. A large one, and one in a format that the service does not read, becomes a smaller JPEG.
 */
export async function pictureText(file: File) {
  const url = await dataUrl(file.size <= MAX_BYTES && TYPES.includes(file.type) ? file : await smaller(file));
  return url.slice(url.indexOf(',') + 1);
}

async function smaller(file: File) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(t('content.picture.unreadable'));
  });
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  const [width, height] = [scaled(picture.width), scaled(picture.height)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white'; // a JPEG has no transparency
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({type: 'image/jpeg', quality: QUALITY});
}

const dataUrl = (blob: Blob) => new Promise<string>((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.onerror = () => reject(new Error(t('content.picture.unreadable')));
  reader.readAsDataURL(blob);
});
