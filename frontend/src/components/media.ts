/** What Audio and Video do: a native player that follows the server, and that the server follows. */

import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";
import { addressOf, type Held } from "./held.ts";

export interface MediaProps extends CommonProps {
  source: Held | null;
  name: string;
  autoplay: boolean;
  loop: boolean;
  muted: boolean;
  paused: boolean;
  throttle: number;
  time: number;
  volume: number | null;
}

export abstract class Media extends ComponentElement<MediaProps> {
  protected abstract readonly kind: "audio" | "video";
  #player: HTMLMediaElement | null = null;
  #told = 0;
  #last = 0;

  protected override update(names: ReadonlySet<string> | null): void {
    const player = (this.#player ??= this.#create());
    const changed = (name: string): boolean => names === null || names.has(name);
    const { name, source, loop, muted, autoplay, volume, time, paused } = this.props;
    player.setAttribute("aria-label", name || (this.kind === "audio" ? "Sound" : "Video"));
    player.loop = loop;
    player.autoplay = autoplay;
    if (changed("muted")) player.muted = muted;
    if (changed("volume") && volume !== null) player.volume = volume / 100;
    if (changed("source")) this.#load(player, source);
    if (changed("time") && time !== this.#told && Math.abs(player.currentTime - time) > 0.01) this.#seek(player, time);
    if (changed("paused")) this.#play(player, paused);
  }

  override detach(): void {
    this.#player?.pause();
    super.detach();
  }

  #create(): HTMLMediaElement {
    const player = document.createElement(this.kind);
    player.controls = true;
    player.preload = "metadata";
    player.addEventListener("play", () => this.#say({ paused: false }));
    player.addEventListener("pause", () => this.#say({ paused: true }));
    player.addEventListener("timeupdate", () => this.#timeGoesOn(player));
    player.addEventListener("seeked", () => this.#tellTime(player));
    player.addEventListener("pause", () => this.#tellTime(player));
    player.addEventListener("volumechange", () => this.#volumeChanged(player));
    player.addEventListener("error", () => this.toggleAttribute("data-broken", player.error !== null));
    player.addEventListener("loadedmetadata", () => this.removeAttribute("data-broken"));
    this.append(player);
    return player;
  }

  #load(player: HTMLMediaElement, source: Held | null): void {
    this.removeAttribute("data-broken");
    if (source) player.src = addressOf(source, this.context);
    else player.removeAttribute("src");
    player.load();
  }

  #seek(player: HTMLMediaElement, time: number): void {
    if (player.readyState >= HTMLMediaElement.HAVE_METADATA) player.currentTime = time;
    else player.addEventListener("loadedmetadata", () => (player.currentTime = this.props.time), { once: true });
  }

  /** A browser may refuse to play before the visitor has touched the page. */
  #play(player: HTMLMediaElement, paused: boolean): void {
    if (paused === player.paused) return;
    if (paused) player.pause();
    else void player.play().catch(() => this.#say({ paused: player.paused }));
  }

  #say(props: Partial<MediaProps>): void {
    if (Object.entries(props).some(([name, value]) => this.props[name as keyof MediaProps] !== value)) this.edit(props);
  }

  #timeGoesOn(player: HTMLMediaElement): void {
    if (performance.now() - this.#last >= this.props.throttle) this.#tellTime(player);
  }

  #tellTime(player: HTMLMediaElement): void {
    this.#last = performance.now();
    if (player.currentTime === this.props.time) return;
    this.#told = player.currentTime;
    this.editContinuously({ time: this.#told });
  }

  #volumeChanged(player: HTMLMediaElement): void {
    const volume = Math.round(player.volume * 100);
    if (player.muted !== this.props.muted) this.edit({ muted: player.muted });
    if (volume !== (this.props.volume ?? 100)) this.editContinuously({ volume });
  }
}
