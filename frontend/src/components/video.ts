import { Media } from "./media.ts";

/** A film. */
export class Video extends Media {
  protected readonly kind = "video";
}
