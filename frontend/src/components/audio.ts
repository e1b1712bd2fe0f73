import { Media } from "./media.ts";

/** Sound. */
export class Audio extends Media {
  protected readonly kind = "audio";
}
